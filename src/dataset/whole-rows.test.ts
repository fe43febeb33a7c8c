import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recogniseSources, type Rejection, Rejections } from '../sources/index.ts';
import { readTitles, KnownTitles } from '../sources/index.ts';
import { addWholeRows, WHOLE_ROWS_LIMIT } from './whole-rows.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-rows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a table of titles and completes what was set aside. */
async function readAside(text: string, meanwhile: (path: string) => void = () => {}): Promise<Rejection[]> {
  const path = join(folder, 'movies.csv');
  writeFileSync(path, text);
  const [file] = recogniseSources({ files: [path] }).files;
  const list = join(folder, 'rejected.jsonl');
  const rejections = new Rejections(list);
  const { read } = await readTitles(file, new KnownTitles(), rejections);
  meanwhile(path);
  await addWholeRows([{ file, number: 0, read }], rejections);
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Rejection);
}

describe('addWholeRows', () => {
  it('keeps rows as far as they fit, and tells of the others what it told before', async () => {
    const synopsis = 'x'.repeat(1_900);
    const cells = ['', 'No id', ...Array.from({ length: 4 }, () => synopsis)];
    const row = `${cells.join(',')}\n`;
    const size = JSON.stringify({ row: cells }).length;
    const fit = Math.floor(WHOLE_ROWS_LIMIT / size);
    const total = fit + 50;
    const aside = await readAside(`id,title,a,b,c,synopsis\n1,One,,,,\n${row.repeat(total)}`);
    expect(aside).toHaveLength(total);
    expect(aside[0].row).toEqual(cells);
    expect(aside.filter((one) => one.row !== undefined)).toHaveLength(fit);
    expect(aside.at(-1)).toEqual({
      file: 'movies.csv',
      line: total + 2,
      field: 'id',
      value: '',
      reason: 'EMPTY_ITEM_ID',
    });
  });

  it('says which rows it had to cut', async () => {
    const long = 'y'.repeat(5_000);
    const [cut, whole] = await readAside(`id,title,synopsis\n1,One,\n,Long,${long}\n,Short,s\n`);
    expect(cut).toMatchObject({ row: ['', 'Long', `${'y'.repeat(1_999)}…`], isCut: true });
    expect(whole.row).toEqual(['', 'Short', 's']);
    expect(whole).not.toHaveProperty('isCut');
  });

  it('leaves the rows out of a file that has changed meanwhile', async () => {
    const aside = await readAside('id,title\n1,One\n,No id\n', (path) => writeFileSync(path, 'id,title\n'));
    expect(aside).toHaveLength(1);
    expect(aside[0]).not.toHaveProperty('row');
  });
});
