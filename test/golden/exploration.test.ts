/**
 * Explorations of real files, through the import. The expected figures were computed from the same files by a program that shares
 * nothing with this one (Python's csv and ast, numpy and scipy; films once each by id).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueExploration, type Exploration, exploreSnapshot } from '../../src/analysis/index.ts';
import { openCatalogues, openSnapshot, readImportReport } from '../../src/dataset/index.ts';
import { FULL_DATA, importedCatalogues, SAMPLE_DATA } from '../fixtures/prepared-folder.ts';

const SAMPLE = {
  films: 9_541,
  months: [818, 626, 765, 665, 732, 741, 697, 807, 1140, 907, 674, 969],
  weekdays: [523, 769, 1592, 1604, 3838, 707, 508],
  newYearsDay: 253,
  genres: [
    ['Drama', 4574],
    ['Comedy', 3774],
    ['Thriller', 2142],
  ],
  // Rows in which both are known, Pearson, Spearman.
  budgetRevenue: [4065, 0.719_016_564_490_398_5, 0.692_477_612_417_841_7],
  revenueVotes: [5005, 0.768_845_968_605_095_2, 0.720_018_759_782_748],
  runtime: { n: 9517, min: 2, q1: 92, median: 102, q3: 115, max: 900 },
  rules: {
    'runtime-above-400': 11,
    'budget-below-1000': 43,
    'return-above-1000': 5,
    'revenue-without-budget': 940,
    'year-before-1900': 0,
  },
};
type Expected = typeof SAMPLE;

const FULL: Expected = {
  films: 45_346,
  months: [5909, 3028, 3549, 3452, 3337, 3151, 2638, 3393, 4834, 4613, 3661, 3781],
  weekdays: [3500, 4640, 7027, 7520, 13_902, 5149, 3608],
  newYearsDay: 3141,
  genres: [
    ['Drama', 20_234],
    ['Comedy', 13_175],
    ['Thriller', 7614],
  ],
  budgetRevenue: [5375, 0.730_286_345_355_632_3, 0.710_471_725_832_66],
  revenueVotes: [7397, 0.781_756_634_606_543_5, 0.729_949_468_135_187_8],
  runtime: { n: 43_811, min: 1, q1: 87, median: 95, q3: 107, max: 1256 },
  rules: {
    'runtime-above-400': 50,
    'budget-below-1000': 243,
    'return-above-1000': 9,
    'revenue-without-budget': 2022,
    'year-before-1900': 81,
  },
};

describe.each([
  { name: 'the sample', data: 'sample', folder: SAMPLE_DATA, expected: SAMPLE },
  { name: 'the full files', data: 'full', folder: FULL_DATA, expected: FULL },
] as const)('$name', ({ data, folder, expected }) => {
  const there = existsSync(join(folder, 'tmdb'));
  let exploration: Exploration;
  let films: CatalogueExploration;

  beforeAll(async () => {
    if (!there) return;
    const home = await importedCatalogues(data);
    const snapshot = await openSnapshot(home);
    exploration = exploreSnapshot(snapshot, await openCatalogues(home), {
      today: Math.floor(Date.UTC(2026, 10, 20) / 86_400_000),
      report: readImportReport(home, snapshot.id),
    });
    films = exploration.catalogues.find(({ catalogue }) => catalogue === 'films')!;
  }, 240_000);

  it.runIf(there)('counts films by month and weekday', () => {
    expect(films.titles).toBe(expected.films);
    const [calendar] = films.parts[0].calendars;
    expect(calendar.months).toEqual(expected.months);
    expect(calendar.weekdays).toEqual(expected.weekdays);
    expect(calendar.newYearsDay).toBe(expected.newYearsDay);
  });

  it.runIf(there)('relates money and votes as scipy does', () => {
    const found = (a: string, b: string): readonly (number | null)[] => {
      const { n, pearson, spearman } = films.relations.correlations.find((one) => one.a === a && one.b === b)!;
      return [n, pearson, spearman];
    };
    for (const [pair, values] of [
      [found('budget', 'revenue'), expected.budgetRevenue],
      [found('revenue', 'voteCount'), expected.revenueVotes],
    ]) {
      expect(pair).toEqual(values.map((value) => expect.closeTo(value!, 10)));
    }
  });

  it.runIf(there)('spreads runtimes and genres', () => {
    const { distributions } = films.parts[0];
    expect(distributions.find(({ column }) => column === 'runtime')).toMatchObject({ summary: expected.runtime });
    expect(distributions.find(({ column }) => column === 'genres')).toHaveProperty(
      'names',
      expect.arrayContaining(expected.genres.map(([name, count]) => expect.objectContaining({ name, count }))),
    );
  });

  it.runIf(there).each(Object.entries(expected.rules))('flags by %s %i films', (rule, count) => {
    expect(films.outliers.find((one) => one.rule === rule)?.found).toBe(count);
  });

  it.runIf(there)('compares the platforms, and tells of Hulu that it names nobody', () => {
    const aggregator = exploration.catalogues.find(({ catalogue }) => catalogue === 'aggregator')!;
    expect(exploration.platforms!.platforms.map(({ platform }) => platform)).toEqual([
      'amazon',
      'disney',
      'hulu',
      'netflix',
    ]);
    const lacking = aggregator.findings.filter(({ kind }) => kind === 'platform-lacks').map(({ facts }) => facts);
    expect(lacking).toContainEqual(expect.objectContaining({ platform: 'hulu', column: 'cast', share: 1 }));
    expect(aggregator.importNotes.map(({ reason }) => reason)).toContain('DURATION_IN_RATING');
  });
});
