import { packLists } from '../base/string-column.ts';
import type { Catalogues, Snapshot } from '../dataset/index.ts';
import { tableOfAggregator } from './aggregator-table.ts';
import { countDays } from './calendar.ts';
import { chooseRows } from './choose-rows.ts';
import type { ExploredCatalogue, NumberDistribution } from './contract.ts';
import { countByName, distributeNumbers } from './distributions.ts';
import { tableOfFilms } from './film-table.ts';
import { countMissing } from './missing.ts';
import { tablesOfPlatform } from './platform-tables.ts';
import { drawRows, POINTS_SEED, type ScatterAxes } from './relations.ts';
import type { SelectedNames, SelectedNumbers, Selection, SelectionAsked } from './selection-contract.ts';
import { orderKnown } from './statistics/correlate.ts';
import { summariseSorted } from './statistics/summarise.ts';
import { allRows, type NamesColumn, numbersNamed, type NumberColumn, type Table } from './table.ts';
import { readAllWords } from './title-words.ts';

const MOST_NAMES = 14;
const MOST_WORDS = 90;
const MOST_POINTS = 600;
const MOST_EXAMPLES = 8;
const NO_BIN = -1;

/** How a catalogue's titles are drawn, and by what they are known. */
interface Shape {
  readonly table: Table;
  /** Rows of the source that belong to titles: what users did. */
  readonly inner: { readonly table: Table; readonly titleOf: ArrayLike<number> } | null;
  readonly titles: Iterable<string>;
  readonly scatter: ScatterAxes;
  /** The column by which titles are known. */
  readonly knownBy: string;
}

function shapeOf(catalogue: ExploredCatalogue, snapshot: Snapshot, { films, aggregator }: Catalogues): Shape | null {
  if (catalogue === 'films') {
    if (films === null) return null;
    const scatter = { x: 'budget', y: 'revenue', size: 'voteCount' };
    return { table: tableOfFilms(films), inner: null, titles: films.titles, scatter, knownBy: 'voteCount' };
  }
  if (catalogue === 'aggregator') {
    if (aggregator === null) return null;
    const scatter = { x: 'releaseYear', y: 'minutes', size: 'castSize' };
    return { table: tableOfAggregator(aggregator), inner: null, titles: aggregator.titles, scatter, knownBy: 'score' };
  }
  const { titles, interactions } = tablesOfPlatform(snapshot);
  return {
    table: titles,
    inner: { table: interactions, titleOf: snapshot.interactions.indices },
    titles: snapshot.titles.map(({ name }) => name),
    scatter: { x: 'releaseYear', y: 'meanRating', size: 'viewers' },
    knownBy: 'viewers',
  };
}

/** A column of numbers with what every selection needs of it. */
interface PreparedNumbers {
  readonly column: NumberColumn;
  readonly whole: NumberDistribution;
  /** The bin of each row. */
  readonly bins: Int16Array;
  /** The rows with a value, ascending by it. */
  readonly order: Uint32Array;
}

function prepareNumbers(table: Table, column: NumberColumn): PreparedNumbers {
  const whole = distributeNumbers(column, allRows(table), table.grain);
  const bins = new Int16Array(table.size).fill(NO_BIN);
  const order = orderKnown(column.values);
  let bin = 0;
  for (const row of order) {
    const value = column.values[row];
    if (column.scale === 'log' && value <= 0) continue;
    while (bin < whole.bins.length - 1 && value >= whole.bins[bin + 1].from) bin++;
    bins[row] = bin;
  }
  return { column, whole, bins, order };
}

function countNumbers({ column, whole, bins, order }: PreparedNumbers, rows: Int32Array): SelectedNumbers {
  const counts = new Int32Array(whole.bins.length);
  const taken = takenOf(rows, bins.length);
  for (const row of rows) if (bins[row] !== NO_BIN) counts[bins[row]]++;
  const sorted = new Float64Array(order.length);
  let n = 0;
  for (const row of order) if (taken[row] === 1) sorted[n++] = column.values[row];
  const { median, mean } = summariseSorted(sorted.subarray(0, n));
  const { kind, column: name, grain, unit, scale, step, open } = whole;
  return {
    kind,
    column: name,
    grain,
    unit,
    scale,
    step,
    open,
    n,
    missing: rows.length - n,
    median,
    mean,
    all: whole.n,
    bins: whole.bins.map(({ from, to, count }, at) => ({ from, to, count: counts[at], all: count })),
  };
}

/** The places of the largest counts above 0, at most `most`: by count, then by how many all have, then by place; and how many are above 0. */
function mostFrequent(counts: Int32Array, all: Int32Array, most: number): { top: number[]; distinct: number } {
  const isBefore = (a: number, b: number): boolean =>
    counts[a] !== counts[b] ? counts[a] > counts[b] : all[a] !== all[b] ? all[a] > all[b] : a < b;
  const top: number[] = [];
  let distinct = 0;
  for (let place = 0; place < counts.length; place++) {
    if (counts[place] === 0) continue;
    distinct++;
    if (top.length === most && !isBefore(place, top[most - 1])) continue;
    let at = top.length;
    while (at > 0 && isBefore(place, top[at - 1])) at--;
    top.splice(at, 0, place);
    if (top.length > most) top.pop();
  }
  return { top, distinct };
}

function countNames(
  { name, lists }: NamesColumn,
  whole: { readonly counts: Int32Array; readonly carrying: number },
  rows: Int32Array,
  grain: Table['grain'],
  asked: readonly string[],
): SelectedNames {
  const { counts, carrying } = countByName(lists, rows);
  const { top, distinct } = mostFrequent(counts, whole.counts, MOST_NAMES);
  const shown = new Set(top);
  // What was chosen stays in sight.
  if (asked.length > 0) {
    let place = 0;
    for (const name of lists.names) {
      if (asked.includes(name)) shown.add(place);
      place++;
    }
  }
  return {
    kind: 'names',
    column: name,
    grain,
    n: carrying,
    missing: rows.length - carrying,
    distinct,
    all: whole.carrying,
    names: [...shown].map((place) => ({
      name: lists.names.at(place),
      count: counts[place],
      all: whole.counts[place],
    })),
  };
}

const prepare = (table: Table): PreparedNumbers[] =>
  table.numbers.map((column) => prepareNumbers(table, column)).filter(({ whole }) => whole.n > 0);

/** Selections of one catalogue of one snapshot; everything that they share is computed when it is opened. */
export interface OpenSelections {
  /** The columns by which titles can be chosen. */
  readonly columns: { readonly numbers: readonly string[]; readonly names: readonly string[] };
  select(asked: SelectionAsked): Selection;
}

/** Opens a catalogue for selections; null where the snapshot has none of it. */
export function openSelections(
  catalogue: ExploredCatalogue,
  snapshot: Snapshot,
  catalogues: Catalogues,
): OpenSelections | null {
  const shape = shapeOf(catalogue, snapshot, catalogues);
  if (shape === null) return null;
  const { table, inner, scatter, knownBy } = shape;
  const words = readAllWords(shape.titles);
  const wordLists = packLists(words);
  const wordsOfAll = countByName(wordLists, allRows(table));
  const countWords = (rows: Int32Array): Selection['words'] => {
    const { counts } = countByName(wordLists, rows);
    return mostFrequent(counts, wordsOfAll.counts, MOST_WORDS).top.map((place) => ({
      word: wordLists.names.at(place),
      titles: counts[place],
      all: wordsOfAll.counts[place],
    }));
  };
  const numbers = prepare(table);
  const innerNumbers = inner === null ? [] : prepare(inner.table);
  const names = table.names
    .map((column) => ({ column, whole: countByName(column.lists, allRows(table)) }))
    .filter(({ whole }) => whole.carrying > 0);
  const ends = new Map(numbers.map(({ column, whole }) => [column.name, whole.bins.at(-1)?.to ?? Infinity]));
  const known = numbersNamed(table, knownBy).values;
  const drawn = drawRows(table, scatter);
  return {
    columns: { numbers: numbers.map(({ column }) => column.name), names: names.map(({ column }) => column.name) },
    select(asked) {
      const rows = chooseRows(table, words, asked, (column) => ends.get(column) ?? Infinity);
      const innerRows = inner === null ? null : rowsOfTitles(inner.titleOf, rows.all, table.size);
      const taken = takenOf(rows.all, table.size);
      const seen = drawn.rows.filter((row) => taken[row] === 1);
      return {
        catalogue,
        titles: table.size,
        selected: rows.all.length,
        distributions: [
          ...numbers.map((one) => countNumbers(one, rows.without(one.column.name))),
          ...names.map(({ column, whole }) =>
            countNames(
              column,
              whole,
              rows.without(column.name),
              table.grain,
              asked.names.filter((one) => one.column === column.name).map(({ name }) => name),
            ),
          ),
          ...(innerRows === null ? [] : innerNumbers.map((one) => countNumbers(one, innerRows))),
        ],
        missing: countMissing(table, rows.all),
        words: countWords(rows.without('word')),
        calendars: [
          ...table.dates.map((column) => countDays(column, rows.without(column.name), table.grain)),
          ...(inner === null || innerRows === null
            ? []
            : inner.table.dates.map((column) => countDays(column, innerRows, inner.table.grain))),
        ].filter(({ n }) => n > 0),
        scatters:
          drawn.rows.length === 0
            ? []
            : [
                {
                  ...scatter,
                  scale: drawn.scale,
                  n: seen.length,
                  seed: POINTS_SEED,
                  points: seen.slice(0, MOST_POINTS).map(drawn.pointOf),
                },
              ],
        examples: bestKnown(rows.all, known).map((row) => ({
          id: table.id(row),
          title: table.title(row),
          year: table.year(row),
        })),
      };
    },
  };
}

/** 1 for each of the given rows. */
function takenOf(rows: Int32Array, size: number): Uint8Array {
  const taken = new Uint8Array(size);
  for (const row of rows) taken[row] = 1;
  return taken;
}

/** Rows of what users did with the given titles. */
function rowsOfTitles(titleOf: ArrayLike<number>, titles: Int32Array, size: number): Int32Array {
  const taken = takenOf(titles, size);
  const rows = new Int32Array(titleOf.length);
  let n = 0;
  for (let at = 0; at < titleOf.length; at++) if (taken[titleOf[at]] === 1) rows[n++] = at;
  return rows.slice(0, n);
}

/** The rows of the largest values, largest first; unknown ones last. */
function bestKnown(rows: Int32Array, values: Float64Array): number[] {
  const best: number[] = [];
  const size = (row: number): number => (Number.isFinite(values[row]) ? values[row] : -Infinity);
  for (const row of rows) {
    if (best.length === MOST_EXAMPLES && size(row) <= size(best[MOST_EXAMPLES - 1])) continue;
    const at = best.findIndex((other) => size(other) < size(row));
    best.splice(at < 0 ? best.length : at, 0, row);
    if (best.length > MOST_EXAMPLES) best.pop();
  }
  return best;
}
