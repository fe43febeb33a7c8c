import { describe, expect, it } from 'vitest';
import { exploredFilms, exploredTitles } from '../../test/fixtures/explored-catalogues.ts';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { listAt } from '../base/string-column.ts';
import { dayOf } from './calendar.ts';
import { exploreSnapshot } from './explore.ts';
import { openSelections } from './open-selections.ts';
import type { SelectedNames, SelectedNumbers, Selection, SelectionAsked } from './selection-contract.ts';
import { readTitleWords } from './title-words.ts';

const catalogues = { films: exploredFilms(), aggregator: exploredTitles().titles, links: exploredTitles().links };
const films = catalogues.films;
const snapshot = smallSnapshot();
const selections = openSelections('films', snapshot, catalogues)!;
const everything: SelectionAsked = {
  catalogue: 'films',
  ranges: [],
  names: [],
  word: null,
  month: null,
  weekday: null,
};
const ask = (asked: Partial<SelectionAsked>): Selection => selections.select({ ...everything, ...asked });
const rowsWhere = (holds: (row: number) => boolean): number[] => [...films.ids.keys()].filter(holds);
const numbers = ({ distributions }: Selection, column: string): SelectedNumbers =>
  distributions.find((one) => one.column === column) as SelectedNumbers;
const names = ({ distributions }: Selection, column: string): SelectedNames =>
  distributions.find((one) => one.column === column) as SelectedNames;
const isIn = (row: number, genre: string): boolean => listAt(films.genres, row).includes(genre);

describe('a selection', () => {
  it('of everything says what the exploration says', () => {
    const [part] = exploreSnapshot(snapshot, catalogues, { today: 20_000, report: null }).catalogues.find(
      ({ catalogue }) => catalogue === 'films',
    )!.parts;
    const whole = ask({});
    expect(whole.selected).toBe(films.size);
    for (const found of part.distributions.filter((one) => one.kind === 'numbers')) {
      const { bins, n, median } = numbers(whole, found.column);
      expect(bins.map(({ count }) => count)).toEqual(found.bins.map(({ count }) => count));
      expect(bins.every(({ count, all }) => count === all)).toBe(true);
      expect([n, median]).toEqual([found.n, found.summary.median]);
    }
    for (const found of part.distributions.filter((one) => one.kind === 'names')) {
      const { names: top, distinct } = names(whole, found.column);
      expect(distinct).toBe(found.distinct);
      expect(top.map(({ count }) => count)).toEqual(found.names.slice(0, top.length).map(({ count }) => count));
    }
    expect(whole.calendars).toEqual(part.calendars);
    expect(whole.missing.columns).toEqual(part.missing[0].columns);
    expect(whole.words[0]).toMatchObject({ word: part.words.top[0].word, titles: part.words.top[0].titles });
  });

  it('counts the rows that hold to every condition, as a plain count of them does', () => {
    const chosen = ask({
      ranges: [{ column: 'releaseYear', from: 1990, to: 2000 }],
      names: [{ column: 'genres', name: 'Western' }],
    });
    const inYears = (row: number): boolean => films.releaseYears[row] >= 1990 && films.releaseYears[row] < 2000;
    const expected = rowsWhere((row) => inYears(row) && isIn(row, 'Western'));
    expect(chosen.selected).toBe(expected.length);
    expect(names(chosen, 'originalLanguage').n).toBe(
      expected.filter((row) => films.originalLanguages.at(row) !== '').length,
    );
    // The column of a condition shows what the others leave.
    expect(numbers(chosen, 'releaseYear').n).toBe(rowsWhere((row) => isIn(row, 'Western')).length);
    expect(names(chosen, 'genres').n).toBe(rowsWhere(inYears).length);
    expect(chosen.examples.map(({ id }) => Number(id))).toEqual(
      expected
        .sort((a, b) => films.voteCounts[b] - films.voteCounts[a] || a - b)
        .slice(0, 8)
        .map((row) => films.ids[row]),
    );
  });

  it('takes any of the names of one column', () => {
    const either = ask({
      names: ['Western', 'Documentary'].map((name) => ({ column: 'genres', name })),
    });
    expect(either.selected).toBe(rowsWhere((row) => isIn(row, 'Western') || isIn(row, 'Documentary')).length);
  });

  it('holds the end of the last bin, and not that of the others', () => {
    const { bins } = numbers(ask({}), 'voteAverage');
    const of = (from: number, to: number): number => ask({ ranges: [{ column: 'voteAverage', from, to }] }).selected;
    expect(of(bins.at(-1)!.from, bins.at(-1)!.to)).toBe(bins.at(-1)!.all);
    expect(of(bins[3].from, bins[3].to)).toBe(bins[3].all);
    expect(bins.reduce((sum, { from, to }) => sum + of(from, to), 0)).toBe(numbers(ask({}), 'voteAverage').all);
  });

  it('is found by a word of the title, and by month and weekday of its date', () => {
    expect(ask({ word: 'love' }).selected).toBe(
      rowsWhere((row) => readTitleWords(films.titles.at(row)).includes('love')).length,
    );
    const fridays = ask({ month: 3, weekday: 5 });
    expect(fridays.selected).toBe(
      rowsWhere((row) => {
        const { month, weekday } = dayOf(films.releaseDates[row]);
        return month === 2 && weekday === 4;
      }).length,
    );
    expect(fridays.calendars[0].n).toBe(ask({}).calendars[0].n);
  });

  it('keeps a chosen name in sight that the other conditions leave without rows', () => {
    const none = ask({
      names: [{ column: 'directors', name: 'Director 59' }],
      ranges: [{ column: 'releaseYear', from: 1800, to: 1801 }],
    });
    expect(none.selected).toBe(0);
    expect(names(none, 'directors').names).toMatchObject([{ name: 'Director 59', count: 0 }]);
    expect(numbers(none, 'runtime')).toMatchObject({ n: 0, median: null });
    expect(none.examples).toEqual([]);
  });

  it('of the own catalogue takes what users did with its titles', () => {
    const own = openSelections('platform', snapshot, catalogues)!;
    const whole = own.select({ ...everything, catalogue: 'platform' });
    const rated = numbers(whole, 'rating');
    const genre = names(whole, 'genres').names[0].name;
    const part = own.select({ ...everything, catalogue: 'platform', names: [{ column: 'genres', name: genre }] });
    const expected = [...snapshot.interactions.indices].filter(
      (num, at) => snapshot.titles[num].genres.includes(genre) && !Number.isNaN(snapshot.interactions.ratings[at]),
    );
    expect(numbers(part, 'rating').n).toBe(expected.length);
    expect(rated.n).toBeGreaterThan(expected.length);
  });

  it('is null for a catalogue that is not there', () => {
    expect(openSelections('films', snapshot, { films: null, aggregator: null, links: null })).toBeNull();
  });
});
