import { describe, expect, it } from 'vitest';
import { exploredFilms, exploredTitles } from '../../test/fixtures/explored-catalogues.ts';
import { makeFilms } from '../../test/fixtures/made-films.ts';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { NO_DATE } from '../dataset/index.ts';
import { countDays, dayOf } from './calendar.ts';
import type { CatalogueExploration, Exploration } from './contract.ts';
import { exploreSnapshot } from './explore.ts';
import { readTitleWords } from './title-words.ts';
import { formats } from './wording/formats.ts';
import { analysisWording } from './wording/wording.ts';

const OPTIONS = { today: Date.UTC(2026, 0, 1) / 86_400_000, report: null };
const snapshot = smallSnapshot();
const nothing = { films: null, aggregator: null, links: null };
const explored = (): Exploration => {
  const { titles, links } = exploredTitles();
  return exploreSnapshot(snapshot, { films: exploredFilms(), aggregator: titles, links }, OPTIONS);
};
const whole = explored();
const [platform, films, aggregator] = whole.catalogues;
const flagged = ({ outliers }: CatalogueExploration, rule: string): string[] =>
  outliers.find((one) => one.rule === rule)!.rows.map(({ id }) => id);

describe('an exploration', () => {
  it('is the same text for the same catalogues', () => {
    expect(JSON.stringify(explored())).toBe(JSON.stringify(whole));
  });

  it('survives being kept as JSON', () => {
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  it('has bins that add up to the known values, and names that no row carries twice', () => {
    for (const { parts } of whole.catalogues) {
      for (const { distributions, titles } of parts) {
        const numbers = distributions.filter((one) => one.kind === 'numbers');
        for (const { column, bins, n, unscaled } of numbers) {
          expect(
            bins.reduce((sum, { count }) => sum + count, 0),
            column,
          ).toBe(n - unscaled);
        }
        for (const { names, n } of distributions.filter((one) => one.kind === 'names')) {
          expect(Math.max(...names.map(({ count }) => count))).toBeLessThanOrEqual(n);
        }
        for (const { n, missing } of distributions.filter(({ grain }) => grain === 'titles')) {
          expect(n + missing).toBe(titles);
        }
      }
    }
  });

  it('has every pair of columns once', () => {
    for (const { relations } of whole.catalogues) {
      const pairs = relations.correlations.map(({ a, b }) => [a, b].sort().join(' '));
      expect(new Set(pairs).size).toBe(pairs.length);
      expect(pairs.length).toBe((relations.columns.length * (relations.columns.length - 1)) / 2);
    }
  });

  it('adds up its parts to the whole', () => {
    const [all, ...parts] = aggregator.parts;
    expect(parts.map(({ platform }) => platform)).toEqual(['amazon', 'disney', 'hulu', 'netflix']);
    expect(parts.reduce((sum, { titles }) => sum + titles, 0)).toBe(all.titles);
  });

  it('takes the same sample of points whatever stands beside them', () => {
    const [scatter] = films.relations.scatters;
    expect(scatter).toMatchObject({ x: 'budget', y: 'revenue', scale: 'log' });
    expect(scatter.points.length).toBe(Math.min(scatter.n, 1_200));
    expect(scatter.points.every(({ x, y }) => x > 0 && y > 0)).toBe(true);
  });
});

describe('the rules for outliers', () => {
  it.each([
    ['return-above-1000', ['1']],
    ['budget-below-1000', ['1']],
    ['revenue-without-budget', ['2']],
    ['runtime-above-400', ['3']],
    ['year-before-1900', ['5']],
    ['released-in-the-future', ['6']],
    ['same-title-and-year', ['7', '8']],
  ])('for films flag by %s', (rule, ids) => {
    expect(flagged(films, rule)).toEqual(ids);
  });

  it('flag means that few votes or none stand behind', () => {
    expect(flagged(films, 'perfect-by-few-votes')).toContain('4');
    expect(flagged(films, 'votes-without-average')).toEqual(['9']);
  });

  it('flag what lies beyond three interquartile ranges on the scale of the column', () => {
    const far = films.outliers.find(({ rule, column }) => rule === 'far-out' && column === 'runtime')!;
    expect(far.rows.map(({ id }) => id)).toEqual(['3']);
    expect(far.low).toBeNull();
    expect(far.high).toBeGreaterThan(120);
    expect(films.outliers.some(({ rule, column }) => rule === 'far-out-log' && column === 'return')).toBe(true);
  });

  it('for platforms flag movies in seasons, series in minutes, endless ones', () => {
    expect(flagged(aggregator, 'movie-in-seasons')).toEqual(['as0']);
    expect(flagged(aggregator, 'series-in-minutes')).toEqual(['as2']);
    expect(flagged(aggregator, 'minutes-above-300')).toEqual(['as3']);
    expect(aggregator.outliers.find(({ rule }) => rule === 'duration-as-maturity-rating')?.found).toBe(0);
  });

  it('tell rows that they could be asked of', () => {
    const known = exploredFilms().runtimes.filter((minutes) => minutes > 0).length;
    expect(films.outliers.find(({ rule }) => rule === 'runtime-above-400')?.n).toBe(known);
  });
});

describe('findings', () => {
  const kinds = (exploration: CatalogueExploration): string[] => exploration.findings.map(({ kind }) => kind);

  it('see the overfull 1 January, the Fridays, the genres that rise and fall', () => {
    expect(kinds(films)).toEqual(expect.arrayContaining(['new-years-day', 'weekdays-uneven']));
    const changes = films.findings.filter(({ facts }) => facts['column'] === 'genres' && 'change' in facts);
    expect(
      changes.map(({ kind, facts }) => `${kind} ${facts['name']} ${facts['first']} ${facts['last']}`).sort(),
    ).toEqual(['share-falls Western 1950 2010', 'share-rises Documentary 1950 2010']);
    const fridays = films.findings.find(({ kind }) => kind === 'weekdays-uneven')!;
    expect(analysisWording('es').weekdays[Number(fridays.facts['most'])]).toBe('viernes');
  });

  it('see what a platform lacks, scores that say nothing, a month in which all came', () => {
    expect(kinds(aggregator)).toEqual(
      expect.arrayContaining(['platform-lacks', 'scores-flat', 'added-at-once', 'few-shared']),
    );
    const lacks = aggregator.findings.filter(({ kind }) => kind === 'platform-lacks').map(({ facts }) => facts);
    expect(lacks).toEqual([
      { platform: 'amazon', column: 'dateAdded', count: 300, share: 1 },
      { platform: 'hulu', column: 'cast', count: 300, share: 1 },
    ]);
    expect(aggregator.findings.find(({ kind }) => kind === 'added-at-once')?.facts).toMatchObject({
      platform: 'disney',
      month: '2019-11',
    });
  });

  it('and rules have a sentence in both languages, without holes', () => {
    for (const language of ['es', 'en'] as const) {
      const words = analysisWording(language);
      for (const { findings, outliers } of whole.catalogues) {
        for (const sentence of [
          ...findings.map((one) => words.finding(one)),
          ...outliers.map((one) => words.rule(one)),
        ]) {
          expect(sentence).toMatch(/^\S.{20,}\.$/u);
          expect(sentence).not.toMatch(/NaN|undefined|null|\[object/u);
        }
        for (const column of outliers.flatMap((one) => one.column ?? [])) expect(words.columns).toHaveProperty(column);
      }
    }
  });
});

describe('the platforms side by side', () => {
  it('count titles, shared films and exclusive ones', () => {
    const { platforms, overlaps, n, different, reach } = whole.platforms!;
    expect(n).toBe(1_200);
    expect(platforms.map(({ titles, movies, series }) => [titles, movies, series])).toEqual([
      [300, 200, 100],
      [300, 200, 100],
      [300, 200, 100],
      [300, 200, 100],
    ]);
    // Each platform has 30 shared names, the same on all four, and 270 of its own.
    expect(different).toBe(30 + 4 * 270);
    expect(reach).toEqual([
      { platforms: 1, count: 1080 },
      { platforms: 4, count: 30 },
    ]);
    expect(overlaps).toHaveLength(6);
    expect(overlaps[0]).toEqual({ a: 'amazon', b: 'disney', both: 30, jaccard: 30 / 570 });
    expect(platforms[1].added).toEqual([{ month: '2019-11', count: 300 }]);
  });
});

describe('poor catalogues', () => {
  it('without a film, with one, with nothing known are explored all the same', () => {
    for (const made of [[], [{ id: 5, title: '' }]]) {
      const { catalogues } = exploreSnapshot(snapshot, { ...nothing, films: makeFilms(made) }, OPTIONS);
      expect(catalogues.map(({ catalogue }) => catalogue)).toEqual(['platform', 'films']);
      expect(catalogues[1].titles).toBe(made.length);
      expect(catalogues[1].findings).toEqual([]);
    }
  });

  it('of a platform alone are explored; other catalogues stand for titles that nobody touched', () => {
    expect(exploreSnapshot(snapshot, nothing, OPTIONS).catalogues.map(({ catalogue }) => catalogue)).toEqual([
      'platform',
    ]);
    const { interactions } = snapshot;
    const untouched = {
      ...snapshot,
      interactions: {
        ...interactions,
        indptr: new Int32Array(interactions.users + 1),
        indices: new Int32Array(0),
        ratings: new Float32Array(0),
        fractions: new Float32Array(0),
        times: new Float64Array(0),
      },
    };
    const found = exploreSnapshot(untouched, { ...nothing, films: makeFilms([]) }, OPTIONS);
    expect(found.catalogues.map(({ catalogue }) => catalogue)).toEqual(['films']);
    expect(exploreSnapshot(untouched, nothing, OPTIONS).catalogues).toHaveLength(1);
  });

  it("tell of the platform's users and interactions", () => {
    const grains = platform.parts[0].distributions.map(({ column, grain }) => `${grain} ${column}`);
    expect(grains).toEqual(expect.arrayContaining(['users userInteractions', 'interactions rating', 'titles viewers']));
    const viewers = platform.parts[0].distributions.find(({ column }) => column === 'viewers');
    expect(viewers).toMatchObject({ n: snapshot.titles.length, kind: 'numbers' });
  });
});

describe('calendars', () => {
  it('know the days of the week and of the year', () => {
    const parts = (date: string): ReturnType<typeof dayOf> => dayOf(Date.parse(date) / 86_400_000);
    expect(parts('1970-01-01')).toEqual({ year: 1970, month: 0, date: 1, weekday: 3 });
    expect(parts('2000-02-29')).toEqual({ year: 2000, month: 1, date: 29, weekday: 1 });
    expect(parts('1895-12-28')).toEqual({ year: 1895, month: 11, date: 28, weekday: 5 });
    for (let day = -40_000; day < 40_000; day += 37) {
      const date = new Date(day * 86_400_000);
      expect(dayOf(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        date: date.getUTCDate(),
        weekday: (date.getUTCDay() + 6) % 7,
      });
    }
  });

  it('count rows by month, weekday and year', () => {
    const days = Int32Array.from([0, 0, 31, NO_DATE]);
    const found = countDays({ name: 'date', days }, Int32Array.from([0, 1, 2, 3]), 'titles');
    expect(found).toMatchObject({ n: 3, missing: 1, newYearsDay: 2 });
    expect(found.months.slice(0, 3)).toEqual([2, 1, 0]);
    expect(found.weekdays).toEqual([0, 0, 0, 2, 0, 0, 1]);
    expect(found.years).toEqual([{ year: 1970, count: 3, months: [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }]);
  });
});

describe('words of titles', () => {
  it.each([
    ['The Lord of the Rings', ['lord', 'rings']],
    ["Schindler's List", ['schindler', 'list']],
    ['El señor de los anillos: Las dos torres', ['señor', 'anillos', 'torres']],
    ["L'Amour l'après-midi", ['amour', 'après', 'midi']],
    ['Rocky II', ['rocky']],
    ['2001', []],
    ['七人の侍', ['七人の侍']],
  ])('of %s', (title, words) => {
    expect(readTitleWords(title)).toEqual(words);
  });

  it('count a title once however often it says the word', () => {
    const made = makeFilms([
      { id: 1, title: 'Love, love, love' },
      { id: 2, title: 'Love story' },
    ]);
    const [, { parts }] = exploreSnapshot(snapshot, { ...nothing, films: made }, OPTIONS).catalogues;
    expect(parts[0].words).toMatchObject({ n: 2, words: 5, distinct: 2 });
    expect(parts[0].words.top[0]).toEqual({ word: 'love', titles: 2, count: 4 });
  });
});

describe('numbers', () => {
  it('are written as each language writes them', () => {
    expect([formats.es.count(45346), formats.en.count(45346)]).toEqual(['45.346', '45,346']);
    expect([formats.es.count(5375), formats.en.count(5375)]).toEqual(['5375', '5,375']);
    expect(formats.en.value(2001.5, 'year')).toBe('2001.5');
    expect([formats.es.percent(0.123), formats.en.percent(0.123)]).toEqual(['12,3\u00a0%', '12.3%']);
    expect([formats.es.value(2001, 'year'), formats.en.decimal(-0)]).toEqual(['2001', '0']);
    expect(formats.en.decimal(0.0001)).toBe('0.0001');
    expect(formats.en.chance(1e-9)).toBe('< 0.001');
  });
});
