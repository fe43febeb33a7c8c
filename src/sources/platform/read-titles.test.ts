import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recogniseSources } from '../recognise.ts';
import { Rejections } from '../rejections.ts';
import { KnownTitles, listSeparator, readTitles, splitList, stripMarkup } from './read-titles.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-titles-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string | Buffer, known = new KnownTitles()) {
  const path = join(folder, 'movies.csv');
  writeFileSync(path, text);
  const rejections = new Rejections(null);
  const { titles } = await readTitles(recogniseSources({ files: [path] }).files[0], known, rejections);
  return { titles, rejections: rejections.list() };
}

describe('readTitles', () => {
  it('reads a row with everything in it', async () => {
    const { titles, rejections } = await read(
      'movieId;título;géneros;etiquetas;sinopsis;año;reparto;director;imdb_id;tmdb_id\n' +
        '7;Laberinto del fauno, El;Drama|Fantasy| drama ;guerra|bosque;"Una niña; un bosque";2006;Ivana Baquero|Sergi López;Guillermo del Toro;tt0457430;1417\n',
    );
    expect(rejections).toEqual([]);
    expect(titles).toEqual([
      {
        id: '7',
        name: 'El Laberinto del fauno',
        year: 2006,
        genres: ['Drama', 'Fantasy'],
        tags: ['guerra', 'bosque'],
        synopsis: 'Una niña; un bosque',
        cast: ['Ivana Baquero', 'Sergi López'],
        directors: ['Guillermo del Toro'],
        imdbId: 'tt0457430',
        tmdbId: '1417',
      },
    ]);
  });

  it('sets aside rows without id or name and repeated ids, with line, field and value', async () => {
    const { titles, rejections } = await read('id,title\n1,A\n,B\n3,\n1,again\n4,D\nNaN,E\n');
    expect(titles.map(({ id }) => id)).toEqual(['1', '4']);
    expect(rejections.map(({ reason, count, samples }) => [reason, count, samples])).toEqual([
      ['DUPLICATE_ITEM_ID', 1, [{ line: 5, field: 'id', value: '1' }]],
      [
        'EMPTY_ITEM_ID',
        2,
        [
          { line: 3, field: 'id', value: '' },
          { line: 7, field: 'id', value: 'NaN' },
        ],
      ],
      ['EMPTY_NAME', 1, [{ line: 4, field: 'title', value: '' }]],
    ]);
  });

  it('keeps ids with quotes, emoji, blanks inside and line ends as they are', async () => {
    const { titles } = await read('id,title\n"a ""b""",A\n😀,B\n"x\ny",C\n"  7  ",D\n');
    expect(titles.map(({ id }) => id)).toEqual(['a "b"', '😀', 'x\ny', '7']);
  });

  it('takes a title without a year when the year cell is no year, and says so', async () => {
    const { titles, rejections } = await read('id,title,year\n1,A,soon\n2,B (1990),nope\n3,C,NaN\n4,D,1984.0\n');
    expect(titles.map(({ year }) => year)).toEqual([null, 1990, null, 1984]);
    expect(rejections).toMatchObject([{ reason: 'INVALID_YEAR', count: 2 }]);
  });

  it('takes words that stand for nothing as nothing', async () => {
    const { titles } = await read('id,title,genres,synopsis\n1,Null,(no genres listed),NaN\n2,B,N/A,null\n');
    expect(titles.map(({ name, genres, synopsis }) => [name, genres, synopsis])).toEqual([
      ['Null', [], null],
      ['B', [], null],
    ]);
  });

  it('reads text as it was meant that was once saved in the wrong encoding, and says so', async () => {
    const { titles, rejections } = await read('id,title,synopsis\n1,El NiÃ±o,Â¿QuÃ© pasÃ³?\n2,El Niño,¿Qué?\n');
    expect(titles.map(({ name, synopsis }) => [name, synopsis])).toEqual([
      ['El Niño', '¿Qué pasó?'],
      ['El Niño', '¿Qué?'],
    ]);
    expect(rejections).toMatchObject([
      { reason: 'MISREAD_TEXT', count: 1, samples: [{ line: 2, field: 'title', value: 'El NiÃ±o' }] },
    ]);
  });

  it('notes titles of one name and year under several ids, and takes them all', async () => {
    const { titles, rejections } = await read(
      'id,title\n1,Emma (1996)\n2,EMMA (1996)\n3,Emma (2020)\n4,Emma\n5,Emma\n',
    );
    expect(titles).toHaveLength(5);
    expect(rejections).toMatchObject([
      { reason: 'SAME_NAME_AND_YEAR', count: 1, samples: [{ line: 3, value: 'EMMA (1996)' }] },
    ]);
  });

  it('reads a table in windows-1252', async () => {
    const { titles } = await read(Buffer.from('id,titulo\n1,Los niños – «más»\n', 'latin1'));
    expect(titles[0].name).toContain('Los niños');
  });
});

describe('stripMarkup', () => {
  it.each([
    ['Tom &amp; Jerry', 'Tom & Jerry'],
    ['One.<br/>Two <i class="x">three</i>.</p>', 'One. Two three.'],
    ['&quot;It&#39;s&quot; &apos;so&apos;', `"It's" 'so'`],
    ['a < b > c & d', 'a < b > c & d'],
    ['I <3 you', 'I <3 you'],
    ['<REDACTED>', '<REDACTED>'],
  ])('reads %s', (text, plain) => {
    expect(stripMarkup(text)).toBe(plain);
  });
});

describe('splitList', () => {
  it.each([
    ['Drama|War', '|', ['Drama', 'War']],
    ['Drama, War , drama', ',', ['Drama', 'War']],
    ["[{'id': 18, 'name': 'Drama'}, {'id': 1, 'name': \"Children's\"}]", ',', ['Drama', "Children's"]],
    ['["Drama", "War"]', ',', ['Drama', 'War']],
    ['[REC]', ',', ['[REC]']],
    ['', '|', []],
    ['NaN', '|', []],
  ])('reads %s', (cell, separator, expected) => {
    expect(splitList(cell, separator)).toEqual(expected);
  });
});

describe('listSeparator', () => {
  it('is one for the whole column, so that a comma inside a tag does not cut it', () => {
    expect(listSeparator(['based on a novel, loosely', 'war|love', ''])).toBe('|');
    expect(listSeparator(['Drama, War', 'Drama'])).toBe(',');
    expect(listSeparator([])).toBe(',');
  });
});
