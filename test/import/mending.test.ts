import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRejectedRows } from '../../src/dataset/index.ts';
import type { Rejection } from '../../src/sources/index.ts';
import { useScratch } from './scratch.ts';

const FILES = {
  'peliculas.csv': 'id;título;sinopsis\n1;Uno;texto\n2;Dos;"dos\nlíneas"\n;Tres;sin id\n4;Cuatro;a;más\n',
  'historial.csv': gzipSync('usuario,pelicula,nota\nu,1,4\nu,7,5\nv,2,diez\n,2,"1,5"\n'),
};

const scratch = useScratch();

async function rowsOf(home: string, snapshotId: string): Promise<Rejection[]> {
  return (await readRejectedRows(home, snapshotId, { offset: 0, n: 100 })).rows;
}

describe('the rows that an import sets aside', () => {
  it('are kept whole, whether they were refused by the reader or beside the other tables', async () => {
    scratch.put(FILES);
    const { report, snapshotId } = await scratch.import();
    const rows = await rowsOf(scratch.home, snapshotId!);
    const told = rows.map(({ file, line, reason, row }) => [file, line, reason, row]);
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        ['peliculas.csv', 5, 'EMPTY_ITEM_ID', ['', 'Tres', 'sin id']],
        ['peliculas.csv', 6, 'WRONG_FIELD_COUNT', ['4', 'Cuatro', 'a', 'más']],
        ['historial.csv', 3, 'UNKNOWN_ITEM_ID', ['u', '7', '5']],
        ['historial.csv', 4, 'INVALID_RATING', ['v', '2', 'diez']],
        ['historial.csv', 5, 'EMPTY_USER_ID', ['', '2', '1,5']],
      ]),
    );
    const [sample] = report.reasons.find(({ reason }) => reason === 'INVALID_RATING')!.samples;
    expect(sample).toEqual({ line: 4, field: 'nota', value: 'diez', row: ['v', '2', 'diez'] });
    expect(report.files.map(({ name, header }) => [name, header])).toEqual([
      ['peliculas.csv', ['id', 'título', 'sinopsis']],
      ['historial.csv', ['usuario', 'pelicula', 'nota']],
    ]);
  });

  it('are kept as people wrote them: broken quotes, another encoding, no header', async () => {
    scratch.put({
      'movies.csv': Buffer.from('id,title\n1,Uno\n,Película\n3,"sin cerrar\n4,Cuatro\n', 'latin1'),
      'u.data': '9\t1\t4\t880000000\n9\t77\t5\t880000001\n',
    });
    const { snapshotId } = await scratch.import();
    const rows = await rowsOf(scratch.home, snapshotId!);
    expect(rows.map(({ line, reason, row }) => [line, reason, row])).toEqual([
      [3, 'EMPTY_ITEM_ID', ['', 'Película']],
      [4, 'UNCLOSED_QUOTE', ['3', 'sin cerrar']],
      [2, 'UNKNOWN_ITEM_ID', ['9', '77', '5', '880000001']],
    ]);
  });

  it('have none where a feedback event was set aside', async () => {
    scratch.put({ 'movies.csv': 'id,title\n1,Uno\n' });
    const feedback = [
      { sequence: 1, userId: 'u', itemId: '9', kind: 'like' as const, value: null, timeMs: 1_700_000_000_000 },
    ];
    const { snapshotId } = await scratch.import({ feedback });
    const [row] = await rowsOf(scratch.home, snapshotId!);
    expect(row).toMatchObject({ file: 'feedback', reason: 'UNKNOWN_ITEM_ID' });
    expect(row).not.toHaveProperty('row');
  });
});

describe('tables to be mended', () => {
  let folder = '';
  beforeEach(() => {
    folder = join(scratch.home, '..', 'to-mend');
  });
  const mending = (language: 'es' | 'en' = 'es') => ({ folder, language });
  const mend = (name: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(scratch.folder, name), text.replace(from, to));
  };

  it('have the header of their file and the reason before it, for a dry run too', async () => {
    scratch.put(FILES);
    const { mending: written } = await scratch.import({ mending: mending(), dryRun: true });
    expect(written).toEqual([
      { file: 'peliculas.csv', path: join(folder, 'peliculas-rejected.csv') },
      { file: 'historial.csv', path: join(folder, 'historial-rejected.csv') },
    ]);
    expect(readFileSync(written[0].path, 'utf8')).toBe(
      [
        'set_aside,id,título,sinopsis',
        'línea 5 · id · El identificador del título está vacío. (EMPTY_ITEM_ID),,Tres,sin id',
        'línea 6 · La fila no tiene tantos campos como la cabecera. (WRONG_FIELD_COUNT),4,Cuatro,a,más',
        '',
      ].join('\n'),
    );
    expect(existsSync(scratch.home)).toBe(false);
  });

  it('are imported beside the others once they are mended', async () => {
    scratch.put(FILES);
    const before = await scratch.import({ mending: mending('en') });
    expect(before.report.totals).toMatchObject({ titles: 2, interactions: 1 });
    mend('peliculas-rejected.csv', '4,Cuatro,a,más', '4,Cuatro,"a,más"');
    mend('historial-rejected.csv', 'v,2,diez', 'v,2,4.5');
    const { report } = await scratch.import();
    // The row without an id and those of no title and no user are set aside again, in both files.
    expect(report.files.map(({ name, rows }) => [name, rows.taken, rows.setAside])).toEqual([
      ['peliculas-rejected.csv', 1, 1],
      ['peliculas.csv', 2, 2],
      ['historial-rejected.csv', 1, 2],
      ['historial.csv', 1, 3],
    ]);
    expect(report.totals).toMatchObject({ titles: 3, interactions: 2 });
  });

  it('have the columns of the format where the file has no header', async () => {
    scratch.put({ 'movies.csv': 'id,title\n1,Uno\n', 'u.data': '9\t1\t4\t880000000\n9\t77\t5\t880000001\n' });
    await scratch.import({ mending: mending('en') });
    mend('u-rejected.csv', '9,77,5', '9,1,5');
    const { report } = await scratch.import();
    expect(report.files.find(({ name }) => name === 'u-rejected.csv')!.rows).toMatchObject({ taken: 1, setAside: 0 });
  });

  it('are never written over, and not written where nothing was set aside', async () => {
    scratch.put(FILES);
    await scratch.import({ mending: mending(), dryRun: true });
    writeFileSync(join(folder, 'historial-rejected.csv'), 'mended');
    await scratch.import({ mending: mending(), dryRun: true });
    expect(readFileSync(join(folder, 'historial-rejected.csv'), 'utf8')).toBe('mended');
    expect(readdirSync(folder)).toEqual([
      'historial-rejected-2.csv',
      'historial-rejected.csv',
      'peliculas-rejected-2.csv',
      'peliculas-rejected.csv',
    ]);
    scratch.put({ 'peliculas.csv': 'id;título\n1;Uno\n', 'historial.csv': 'usuario,pelicula\nu,1\n' });
    const { mending: written } = await scratch.import({ mending: { ...mending(), folder: `${folder}-none` } });
    expect(written).toEqual([]);
    expect(existsSync(`${folder}-none`)).toBe(false);
  });
});
