import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clip, REJECTED_ROWS_LIMIT, Rejections } from './rejections.ts';

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
