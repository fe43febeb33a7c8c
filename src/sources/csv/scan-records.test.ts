import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanFault, ScanOptions } from './record-view.ts';
import { RecordScanner } from './scan-records.ts';

interface Scanned {
  readonly rows: string[][];
  readonly lines: number[];
  readonly faults: [ScanFault, number][];
  readonly samples: string[];
  readonly scanner: RecordScanner;
}

function scan(chunks: readonly (string | Uint8Array)[], options: Partial<ScanOptions> = {}): Scanned {
  const rows: string[][] = [];
  const lines: number[] = [];
  const faults: [ScanFault, number][] = [];
  const samples: string[] = [];
  const scanner = new RecordScanner({
    delimiter: 44,
    onRecord(record) {
      rows.push(Array.from({ length: record.count }, (_, i) => record.text(i)));
      lines.push(record.line);
    },
    onFault(fault, line, sample) {
      faults.push([fault, line]);
      samples.push(sample);
    },
    ...options,
  });
  for (const chunk of chunks) scanner.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  scanner.finish();
  return { rows, lines, faults, samples, scanner };
}

const encodeField = (text: string, delimiter: string): string =>
  /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;

const anyText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '').toWellFormed());
const tricky = fc.array(fc.constantFrom('"', '""', ',', ';', '\n', '\r\n', 'a', 'ñ', '😀', ' '), { maxLength: 8 });
const anyField = fc.oneof(
  anyText,
  tricky.map((parts) => parts.join('')),
);

describe('RecordScanner', () => {
  it('reads back every table that is written by the rules of RFC 4180, however it is cut into chunks', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 5 })
          .chain((width) => fc.array(fc.array(anyField, { minLength: width, maxLength: width }))),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        (rows, delimiter, lineEnd, endsWithLineEnd, sizes) => {
          const text = rows.map((row) => row.map((cell) => encodeField(cell, delimiter)).join(delimiter)).join(lineEnd);
          const bytes = Buffer.from(text + (endsWithLineEnd ? lineEnd : ''));
          const chunks: Uint8Array[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length];
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          const { rows: found, faults } = scan(chunks, { delimiter: delimiter.charCodeAt(0) });
          expect(faults).toEqual([]);
          expect(found).toEqual(rows);
        },
      ),
    );
  });

  it('never throws and ends with nothing left, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 60 })),
        fc.integer({ min: 16, max: 64 }),
        (chunks, recordLimit) => {
          let told = 0;
          const { scanner } = scan(chunks, {
            fields: 3,
            recordLimit,
            backslashEscapes: true,
            onRecord: () => told++,
            onFault: () => told++,
          });
          const before = told;
          scanner.finish();
          expect(told).toBe(before);
        },
      ),
    );
  });

  it('says the line on which each record starts, over line ends in quotes and blank lines', () => {
    const { rows, lines } = scan(['a,b\n\n"x\ny",1\r\n\r\nlast,2']);
    expect(rows).toEqual([
      ['a', 'b'],
      ['x\ny', '1'],
      ['last', '2'],
    ]);
    expect(lines).toEqual([1, 3, 6]);
  });

  it('takes a quote inside an unquoted field as it stands, and text after a closing quote as part of the field', () => {
    expect(scan(['5" disc,"ab"cd\n']).rows).toEqual([['5" disc', 'abcd']]);
  });

  it('sets aside rows with the wrong number of fields and forgives one empty field at the end', () => {
    const { rows, faults } = scan(['a,b\n1\n1,2,\n1,2,3\n4,5\n'], { fields: 2 });
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['4', '5'],
    ]);
    expect(faults).toEqual([
      ['WRONG_FIELD_COUNT', 2],
      ['WRONG_FIELD_COUNT', 4],
    ]);
  });

  it('gives up only the line with the quote that does not close, and reads the lines after it', () => {
    const { rows, faults, samples } = scan(['id,text\n1,"open\n2,b\n3,c\n'], { fields: 2 });
    expect(rows).toEqual([
      ['id', 'text'],
      ['2', 'b'],
      ['3', 'c'],
    ]);
    expect(faults).toEqual([['UNCLOSED_QUOTE', 2]]);
    expect(samples).toEqual(['1,open']);
  });

  it('finds its way back when an open quote swallows the quotes of later rows', () => {
    const { rows, faults, lines } = scan(['id,text\n1,"open\n2,"fine"\n3,c\n'], { fields: 2 });
    expect(rows.slice(1)).toEqual([
      ['2', 'fine'],
      ['3', 'c'],
    ]);
    expect(faults).toEqual([['UNCLOSED_QUOTE', 2]]);
    expect(lines).toEqual([1, 3, 4]);
  });

  it('sets a line aside that is longer than a record may be, without keeping it, and goes on after it', () => {
    const long = 'x'.repeat(1000);
    const chunks = ['a,b\n', ...Array.from({ length: 500 }, () => long), '\n1,2\n'];
    const { rows, faults, samples, scanner } = scan(chunks, { recordLimit: 4096, fields: 2 });
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(faults).toEqual([['LINE_TOO_LONG', 2]]);
    expect(samples[0].length).toBeLessThanOrEqual(330);
    expect(scanner.bytes.length).toBeLessThanOrEqual(8192);
  });

  it('sets aside rows with NUL bytes', () => {
    const { rows, faults } = scan(['a,b\n1,x\0y\n2,z\n'], { fields: 2 });
    expect(rows).toEqual([
      ['a', 'b'],
      ['2', 'z'],
    ]);
    expect(faults).toEqual([['NUL_BYTE', 2]]);
  });

  it('reads rows that are not UTF-8 as windows-1252 and leaves the UTF-8 rows beside them alone', () => {
    const latin = Buffer.from('1,"Peñ\u0061, niño"\n', 'latin1');
    const { rows, scanner } = scan(['0,café\n', latin, '2,plain\n']);
    expect(rows).toEqual([
      ['0', 'café'],
      ['1', 'Peña, niño'],
      ['2', 'plain'],
    ]);
    expect(scanner.counts).toEqual({ records: 3, utf8: 1, windows1252: 1 });
  });

  it('reads a backslash before a quote as an escape only when told so', () => {
    const text = '1,"say \\"hi\\" now"\n';
    expect(scan([text], { backslashEscapes: true }).rows).toEqual([['1', 'say "hi" now']]);
    expect(scan([text]).rows).toEqual([['1', 'say \\hi\\" now"']]);
  });

  it('does not read hostile text over and over: quotes that open and never close cost each byte twice at most', () => {
    // Every line would swallow all that follow it; 600 kB read again for each of 100,000 lines would never end.
    const hostile = 'a","b\n'.repeat(100_000);
    let records = 0;
    const { faults } = scan([hostile], { fields: 9, onRecord: () => records++ });
    expect(records).toBe(0);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('keeps a quoted field of several lines whose record is well formed, whatever stands around it', () => {
    const { rows, faults } = scan(['id,text\n1,"one\n""two"", three\n"\n2,x\n'], { fields: 2 });
    expect(faults).toEqual([]);
    expect(rows[1]).toEqual(['1', 'one\n"two", three\n']);
  });
});
