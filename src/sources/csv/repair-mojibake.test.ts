import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairMojibake } from './repair-mojibake.ts';

const misread = (text: string): string => new TextDecoder('windows-1252').decode(Buffer.from(text));

describe('repairMojibake', () => {
  it('gives back any text that was misread, once or twice', () => {
    const spanish = fc.array(fc.constantFrom('a', ' ', 'á', 'é', 'ñ', 'Ñ', 'ü', '¿', '¡', '“', '€', '…'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(spanish, (parts) => {
        const text = parts.join('');
        // `á¡¿` is itself what a misread `᡿` looks like: such a text cannot be told apart.
        fc.pre(repairMojibake(text) === text);
        expect(repairMojibake(misread(text))).toBe(text);
        expect(repairMojibake(misread(misread(text)))).toBe(text);
      }),
    );
  });

  it.each(['Película', 'SÃO PAULO', 'Ângela', '“¿Qué?”', 'Amélie Ã', 'naïve café', '日本', 'A Ã­ 日本', '😀', ''])(
    'leaves %s alone',
    (text) => {
      expect(repairMojibake(text)).toBe(text);
    },
  );

  it('never throws and never makes a text longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(repairMojibake(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
