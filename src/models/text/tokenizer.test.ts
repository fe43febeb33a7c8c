import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, normalizePhrase, tokenize } from './tokenizer.ts';

const folded = (text: string): string[] => tokenize(text).map((token) => token.folded);

describe('tokenize', () => {
  it('keeps what people read beside what is compared', () => {
    expect(tokenize('El Niño, ¡Ándale!')).toEqual([
      { surface: 'el', folded: 'el', afterBreak: false },
      { surface: 'niño', folded: 'nino', afterBreak: false },
      { surface: 'ándale', folded: 'andale', afterBreak: true },
    ]);
  });

  it('drops a possessive and closes up other apostrophes', () => {
    expect(folded("Andy's toys don’t talk")).toEqual(['andy', 'toys', 'dont', 'talk']);
  });

  it('parts hyphens without a break of thought', () => {
    expect(tokenize('sci-fi')).toEqual([
      { surface: 'sci', folded: 'sci', afterBreak: false },
      { surface: 'fi', folded: 'fi', afterBreak: false },
    ]);
  });

  it('reads composed and decomposed accents alike', () => {
    expect(tokenize('canci\u00f3n')).toEqual(tokenize('cancio\u0301n'));
  });

  it('gives nothing for texts without words', () => {
    for (const text of ['', '   ', '…!?', '\u0301\u0301', '🎬🍿']) expect(tokenize(text)).toEqual([]);
  });

  it('never throws, and every folded word is stable, non-empty and without spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const token of tokenize(text)) {
          expect(token.folded).not.toMatch(/^$|\s/u);
          expect(foldText(token.folded)).toBe(token.folded);
        }
      }),
    );
  });
});

describe('foldText', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('normalizePhrase', () => {
  it('makes one phrase of spellings that people take for one', () => {
    for (const text of ['Ciencia Ficción', 'ciencia-ficción', '  CIENCIA  FICCION. ']) {
      expect(normalizePhrase(text)).toBe('ciencia ficcion');
    }
  });
});
