import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatImportReport, type ImportReport } from '../../src/dataset/index.ts';
import { REASONS } from '../../src/sources/index.ts';
import { useScratch } from './scratch.ts';

const FILES = {
  'peliculas.csv': 'id;título;sinopsis;precio\n1;Uno (1999);texto;3\n2;Dos;;4\n;Tres;;5\n',
  'historial.csv': 'usuario;pelicula;nota\nu;1;9\nu;7;10\nv;2;diez\n',
  'notas.csv': 'a;b\n1;2\n',
};

describe('formatImportReport', () => {
  const scratch = useScratch();

  it('tells a person in Spanish what was read, taken and set aside, and why', async () => {
    scratch.put(FILES);
    const { report, snapshotId } = await scratch.import();
    expect(formatImportReport(report, 'es').split('\n')).toEqual([
      `Importación terminada: instantánea ${snapshotId}.`,
      '2 títulos · 1 usuario · 1 interacción',
      '',
      'Ficheros',
      '  peliculas.csv (títulos): 3 filas leídas, 2 tomadas, 1 apartadas',
      '    columnas: itemId ← id, name ← título, synopsis ← sinopsis',
      '    sin usar: precio',
      '  historial.csv (interacciones): 3 filas leídas, 1 tomadas, 2 apartadas',
      '    columnas: userId ← usuario, itemId ← pelicula, rating ← nota',
      '    valoraciones de 0 a 10, llevadas a 0,5–5',
      '',
      'Qué hay y qué falta',
      '  1 título sin sinopsis',
      '  2 títulos sin géneros',
      '  1 título sin año',
      '  1 título sin ninguna interacción',
      '  0 títulos con reparto o dirección',
      '  0 filas que repiten usuario y título, plegadas en una',
      '  1 interacción sin fecha',
      '  0 interacciones sin valoración ni parte vista (cuentan como vistas)',
      '',
      'Filas apartadas o cambiadas',
      '  historial.csv: 1 apartadas · La valoración no es un número de la escala. (INVALID_RATING)',
      '    línea 4, nota: "diez" · fila "v","2","diez"',
      '  historial.csv: 1 apartadas · La interacción nombra un título que no está en el catálogo. (UNKNOWN_ITEM_ID)',
      '    línea 3, pelicula: "7" · fila "u","7","10"',
      '  peliculas.csv: 1 apartadas · El identificador del título está vacío. (EMPTY_ITEM_ID)',
      '    línea 4, id: "" · fila "","Tres","","5"',
      '',
      'Ficheros que no se han importado',
      '  notas.csv: no se reconoce la tabla',
    ]);
  });

  it('says the same in English, and how many more rows there are than it shows', async () => {
    scratch.put({ ...FILES, 'historial.csv': `usuario;pelicula\n${'u;9\n'.repeat(1234)}` });
    const { report } = await scratch.import();
    const text = formatImportReport(report, 'en');
    expect(text).toContain(
      'historial.csv: 1,234 set aside · The interaction names a title that is not in the catalogue.',
    );
    expect(text).toContain('line 2, pelicula: "9"');
    expect(text).toContain('… and 1,231 more in rejected.jsonl');
  });

  it('says at the top when nothing was written or nothing is new', async () => {
    scratch.put(FILES);
    expect(formatImportReport((await scratch.import({ dryRun: true })).report, 'es')).toMatch(/^Prueba de importación/);
    await scratch.import();
    expect(formatImportReport((await scratch.import()).report, 'en')).toMatch(
      /^Import finished: the contents are those of/,
    );
  });

  it('stands in the snapshot as data, with all rejected rows beside it', async () => {
    scratch.put(FILES);
    const { report, snapshotId } = await scratch.import();
    const folder = join(scratch.home, 'snapshots', snapshotId!);
    expect(JSON.parse(readFileSync(join(folder, 'import-report.json'), 'utf8')) as ImportReport).toEqual(report);
    const rejected = readFileSync(join(folder, 'rejected.jsonl'), 'utf8').trimEnd().split('\n');
    expect(rejected).toHaveLength(3);
    expect(JSON.parse(rejected[0])).toEqual({
      file: 'peliculas.csv',
      line: 4,
      field: 'id',
      value: '',
      reason: 'EMPTY_ITEM_ID',
      row: ['', 'Tres', '', '5'],
    });
  });
});

describe('reasons', () => {
  it('stand in the documentation, every one of them', () => {
    const documented = readFileSync(new URL('../../docs/data.md', import.meta.url), 'utf8');
    for (const code of Object.keys(REASONS)) expect(documented).toContain(code);
  });

  it('have a sentence in each language', () => {
    for (const { es, en } of Object.values(REASONS)) {
      expect(es).toMatch(/^\p{Lu}.*\.$/u);
      expect(en).toMatch(/^\p{Lu}.*\.$/u);
      expect(es).not.toBe(en);
    }
  });
});
