/**
 * The films catalogue, from the CSV files to the columns. The expected numbers of both data sets were computed by a program that
 * shares nothing with this one (Python's csv, gzip and ast.literal_eval).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ListColumn, listAt } from '../../src/base/string-column.ts';
import {
  type FilmsCatalogue,
  type ImportReport,
  openCatalogues,
  readImportReport,
  readManifest,
} from '../../src/dataset/index.ts';
import { FULL_DATA, importedCatalogues } from '../fixtures/prepared-folder.ts';

const hasFull = existsSync(join(FULL_DATA, 'tmdb/movies_dataset.csv.gz'));
const REASON = hasFull ? '' : ` (skipped: no full data in ${FULL_DATA}; set BUTACA_DATA)`;

const MS_A_DAY = 86_400_000;

interface Expected {
  readonly data: 'sample' | 'full';
  readonly films: number;
  /** Films by month of release, January first, and by weekday, Monday first. */
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  readonly withBudget: number;
  readonly withRevenue: number;
  /** Credits of a person: films and total return. */
  readonly hanks: readonly [number, number];
  readonly lasseter: readonly [number, number];
  /** Entries and different names of each list. */
  readonly lists: Readonly<Partial<Record<keyof FilmsCatalogue, readonly [number, number]>>>;
  readonly setAside: readonly (readonly [string, number])[];
}

const CASES: readonly (Expected & { name: string; present: boolean })[] = [
  {
    name: 'the sample',
    present: true,
    data: 'sample',
    films: 9541,
    months: [818, 626, 765, 665, 732, 741, 697, 807, 1140, 907, 674, 969],
    weekdays: [523, 769, 1592, 1604, 3838, 707, 508],
    withBudget: 4930,
    withRevenue: 5005,
    hanks: [51, 178.70907958853573],
    lasseter: [6, 27.65437835777778],
    lists: {
      cast: [187_943, 86_591],
      directors: [10_454, 4380],
      keywords: [66_060, 13_191],
      genres: [23_824, 20],
      companies: [23_275, 7921],
      countries: [12_452, 108],
      spokenLanguages: [13_389, 66],
      collections: [1859, 899],
    },
    setAside: [['REPEATED_FILM_ID', 10]],
  },
  {
    name: `the full data${REASON}`,
    present: hasFull,
    data: 'full',
    films: 45_346,
    months: [5909, 3028, 3549, 3452, 3337, 3151, 2638, 3393, 4834, 4613, 3661, 3781],
    weekdays: [3500, 4640, 7027, 7520, 13_902, 5149, 3608],
    withBudget: 8876,
    withRevenue: 7397,
    hanks: [71, 178.8494960552024],
    lasseter: [10, 27.65437835777778],
    lists: {
      cast: [560_568, 202_656],
      directors: [48_956, 19_709],
      keywords: [156_544, 19_947],
      genres: [90_957, 20],
      companies: [70_447, 23_531],
      countries: [49_352, 160],
      spokenLanguages: [52_742, 74],
      collections: [4485, 1695],
    },
    setAside: [
      ['MISALIGNED_ROW', 3],
      ['REPEATED_FILM_ID', 30],
      ['UNDATED_FILM', 87],
    ],
  },
];

/** Films of a person in a list, and the sum of their returns in order of id. */
function creditsOf({ returns, size }: FilmsCatalogue, list: ListColumn, name: string): [number, number] {
  const rows = Array.from({ length: size }, (_, row) => row).filter((row) => listAt(list, row).includes(name));
  return [rows.length, rows.reduce((sum, row) => sum + returns[row], 0)];
}

describe.each(CASES)('the films catalogue of $name', ({ data, present, ...expected }) => {
  let home: string;
  let films: FilmsCatalogue;
  let report: ImportReport;

  beforeAll(async () => {
    if (!present) return;
    home = await importedCatalogues(data);
    report = readImportReport(home, readManifest(home).id)!;
    films = (await openCatalogues(home)).films!;
  }, 120_000);

  it.runIf(present)('has every dated film once, in order of id', () => {
    expect(films.size).toBe(expected.films);
    expect(films.ids.every((id, row) => row === 0 || id > films.ids[row - 1])).toBe(true);
  });

  it.runIf(present)('has as many films of each month and weekday as an independent count', () => {
    const count = (size: number, place: (day: number) => number): number[] => {
      const counts = Array.from({ length: size }, () => 0);
      for (const day of films.releaseDates) counts[place(day)]++;
      return counts;
    };
    expect(count(12, (day) => new Date(day * MS_A_DAY).getUTCMonth())).toEqual(expected.months);
    // 1970-01-01 was a Thursday.
    expect(count(7, (day) => (((day + 3) % 7) + 7) % 7)).toEqual(expected.weekdays);
    expect(
      films.releaseYears.every((year, row) => new Date(films.releaseDates[row] * MS_A_DAY).getUTCFullYear() === year),
    ).toBe(true);
  });

  it.runIf(present)('has the money of an independent count, and the returns that come of it', () => {
    const known = (column: Float64Array): number => column.filter((amount) => amount > 0).length;
    expect([known(films.budgets), known(films.revenues)]).toEqual([expected.withBudget, expected.withRevenue]);
    const [hanks, total] = creditsOf(films, films.cast, 'Tom Hanks');
    expect([hanks, total]).toEqual([expected.hanks[0], expect.closeTo(expected.hanks[1], 9)]);
    const [directed, directedTotal] = creditsOf(films, films.directors, 'John Lasseter');
    expect([directed, directedTotal]).toEqual([expected.lasseter[0], expect.closeTo(expected.lasseter[1], 9)]);
  });

  it.runIf(present)('has as many entries and names in each list as an independent count', () => {
    for (const [name, [entries, names]] of Object.entries(expected.lists)) {
      const list = films[name as keyof FilmsCatalogue] as ListColumn;
      expect([name, list.indices.length, list.names.size]).toEqual([name, entries, names]);
    }
  });

  it.runIf(present)('tells how many rows were set aside and why', () => {
    const told = report.reasons.filter(
      ({ file, effect }) => file.startsWith('tmdb/movies_dataset') && effect === 'set-aside',
    );
    expect(told.map(({ reason, count }) => [reason, count])).toEqual(expected.setAside);
    expect(readManifest(home).catalogues?.films).toMatchObject({
      films: expected.films,
      credits: expected.lists.cast![0] + expected.lists.directors![0],
    });
  });
});
