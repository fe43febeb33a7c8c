import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinDoubleColons, sniffDialect } from './sniff.ts';

const sniff = (text: string) => sniffDialect(Buffer.from(text), true);

describe('sniffDialect', () => {
  it('finds the delimiter by which all rows fall into equal parts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t', '|'),
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.array(fc.stringMatching(/^[a-z ]{0,8}$/), { minLength: 6, maxLength: 6 }), {
          minLength: 1,
          maxLength: 20,
        }),
        (delimiter, width, words) => {
          const rows = [
            Array.from({ length: width }, (_, i) => `column${i}`),
            ...words.map((row) => row.slice(0, width)),
          ];
          const found = sniff(rows.map((row) => row.join(delimiter)).join('\n'));
          expect(found?.dialect.delimiter).toBe(delimiter);
        },
      ),
    );
  });

  it('is not led astray by genres with bars or texts with commas', () => {
    expect(sniff('movieId,title,genres\n1,A,Drama|War|Crime\n2,B,Drama|War|Crime\n')?.dialect.delimiter).toBe(',');
    expect(sniff('id;título;sinopsis\n1;A;uno, dos, tres\n2;B;uno, dos, tres\n')?.dialect.delimiter).toBe(';');
    expect(sniff('id|title|genres\n1|A|Drama,War\n2|B|Crime,War\n')?.dialect.delimiter).toBe('|');
  });

  it('knows the double colons of the older MovieLens files, which have no quotes', () => {
    const found = sniff('1::The "Best" (1995)::Animation|Comedy\n2::Jumanji (1995)::Adventure\n');
    expect(found?.dialect).toEqual({ delimiter: '::', quotes: false, backslashEscapes: false, separatorLine: false });
    expect(found?.rows[0]).toEqual(['1', 'The "Best" (1995)', 'Animation|Comedy']);
  });

  it('notices quotes that are escaped with a backslash', () => {
    expect(sniff('id,text\n1,"a \\"word\\" more"\n')?.dialect.backslashEscapes).toBe(true);
    expect(sniff('id,text\n1,"a ""word"" more"\n')?.dialect.backslashEscapes).toBe(false);
    expect(sniff('id,path\n1,"C:\\"\n')?.dialect.backslashEscapes).toBe(false);
  });

  it('believes the line by which Excel tells the delimiter, and does not take it for a row', () => {
    const found = sniff('sep=;\r\nid;title, long\r\n1;A, B\r\n');
    expect(found?.dialect).toMatchObject({ delimiter: ';', separatorLine: true });
    expect(found?.rows).toEqual([
      ['id', 'title, long'],
      ['1', 'A, B'],
    ]);
  });

  it('returns null for text of one column', () => {
    expect(sniff('title\nA\nB\n')).toBeNull();
    expect(sniff('')).toBeNull();
  });
});

describe('joinDoubleColons', () => {
  it('replaces pairs of colons, also those that two chunks share', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ':', '::', 'ñ', '\n'), { maxLength: 30 }), fc.nat(40), (parts, cut) => {
        const bytes = Buffer.from(parts.join(''));
        const carry = { colon: false };
        const halves = [bytes.subarray(0, cut), bytes.subarray(cut)].map((half) =>
          Buffer.from(joinDoubleColons(half, carry)),
        );
        const joined = Buffer.concat([...halves, Buffer.from(carry.colon ? ':' : '')]).toString();
        expect(joined).toBe(bytes.toString().replaceAll('::', '\u001f'));
      }),
    );
  });
});
