import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clip, clipRow, REJECTED_ROWS_LIMIT, Rejections } from './rejections.ts';

describe('clip', () => {
  it('never gives more than 80 characters, nor control characters, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const clipped = clip(text);
        expect(Array.from(clipped).length).toBeLessThanOrEqual(80);
        expect(clipped.isWellFormed()).toBe(true);
        expect(/\p{Cc}/u.test(clipped)).toBe(false);
      }),
    );
  });
});

describe('clipRow', () => {
  it('gives a row as it is where it is short', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), (cells) => {
        expect(clipRow(cells)).toEqual({ row: cells.map((cell) => cell.toWellFormed().replaceAll('\0', ' ')) });
      }),
    );
  });

  it('never keeps more than 2,000 characters of a cell and 8,000 of a row, and says where it cut', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lengths, (given) => {
        const cells = given.map((length) => 'a'.repeat(length));
        const { row, isCut = false } = clipRow(cells);
        expect(row.join('').length).toBeLessThanOrEqual(8_000 + row.length);
        for (const [i, cell] of row.entries()) {
          expect(cell.length).toBeLessThanOrEqual(2_000);
          expect(cell === cells[i] || (isCut && cell.endsWith('…'))).toBe(true);
        }
        expect(isCut).toBe(row.length < cells.length || row.some((cell, i) => cell !== cells[i]));
      }),
    );
  });
});

describe('Rejections', () => {
  it('counts all rows, keeps the first hundred of each reason, and writes as many as the file may hold', () => {
    const folder = mkdtempSync(join(tmpdir(), 'butaca-rejections-'));
    const path = join(folder, 'rejected.jsonl');
    const rejections = new Rejections(path);
    const total = REJECTED_ROWS_LIMIT + 5;
    for (let line = 1; line <= total; line++) {
      rejections.add({ file: 'a.csv', line, field: 'rating', value: 'x', reason: 'INVALID_RATING' });
    }
    rejections.close();
    const [entry] = rejections.list();
    expect(entry.count).toBe(total);
    expect(entry.samples).toHaveLength(100);
    expect(rejections.beyond).toBe(5);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(REJECTED_ROWS_LIMIT);
    expect(JSON.parse(lines.at(-1)!)).toEqual({
      file: 'a.csv',
      line: REJECTED_ROWS_LIMIT,
      field: 'rating',
      value: 'x',
      reason: 'INVALID_RATING',
    });
    rmSync(folder, { recursive: true });
  });
});
