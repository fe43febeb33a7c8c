import { setImmediate } from 'node:timers/promises';
import { listAt } from '../../base/string-column.ts';
import type { Catalogues } from '../../dataset/index.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { platformsOfBits } from '../elsewhere.ts';
import { indexNearNames, type NearNames } from '../near-names.ts';
import { comparisonForm } from '../questions/fold-column.ts';
import {
  BROWSE_TYPES,
  type BrowseAnswer,
  type BrowsedTitle,
  type BrowseQuestion,
  type BrowseSort,
  type Browsing,
  type Standing,
} from './contract.ts';
import { Facets } from './facets.ts';
import { type ItemColumns, listsOf, stringsOf } from './item-columns.ts';
import { indexNames, type NameIndex } from './name-index.ts';
import { orderByKey, orderByName } from './orders.ts';
import { addRow, fillRows, hasRow, keepCommon, noRows, type RowSet } from './row-sets.ts';
import { buildRows, type Rows } from './rows.ts';

/** Nearest names that are offered for one that nothing matches. */
const SUGGESTIONS = 5;
/** How finely two titles are told apart by how well known they are. */
const FAME_STEPS = 1e6;
/** A text is a whole name (0), the beginning of one (1), or stands in it. */
const LAST_RANK = 2;

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** What the rows are ordered by; each in order of row. */
interface Measures {
  /** Users who interacted with it, −1 where lists are not made of it. */
  readonly viewers: Int32Array;
  /** Votes of TMDB, −1 where it is no film. */
  readonly votes: Int32Array;
  /** US dollars; 0 where unknown. */
  readonly revenues: Float64Array;
  /** Place in the order of viewers and votes together, 0 the best known. */
  readonly fame: Int32Array;
}

const logOfMost = (counts: Int32Array): number => Math.log1p(counts.reduce((most, count) => Math.max(most, count), 1));

function measure({ size, items, films }: Rows, columns: ItemColumns | null, catalogues: Catalogues): Measures {
  const viewers = Int32Array.from(items, (item) => (item < 0 ? -1 : columns!.viewers[item]));
  const votes = Int32Array.from(films, (film) => (film < 0 ? -1 : catalogues.films!.voteCounts[film]));
  const revenues = Float64Array.from(films, (film) => (film < 0 ? 0 : catalogues.films!.revenues[film]));
  const [mostViewers, mostVotes] = [logOfMost(viewers), logOfMost(votes)];
  const known = Float64Array.from(viewers, (count, row) =>
    Math.round(
      FAME_STEPS * (Math.log1p(Math.max(0, count)) / mostViewers + Math.log1p(Math.max(0, votes[row])) / mostVotes),
    ),
  );
  const fame = new Int32Array(size);
  const rowsInOrder = Int32Array.from({ length: size }, (_, row) => row);
  for (const [place, row] of orderByKey(known, rowsInOrder).entries()) fame[row] = place;
  return { viewers, votes, revenues, fame };
}

class UnitedCatalogues implements Browsing {
  readonly size: number;
  readonly #rows: Rows;
  readonly #catalogues: Catalogues;
  readonly #items: ItemColumns | null;
  readonly #facets: Facets;
  #names: Promise<NameIndex> | null = null;
  readonly #measures: Measures;
  readonly #orders = new Map<BrowseSort, Promise<Int32Array>>();
  /** The rows that the question that is being answered is about, facets aside. */
  readonly #among: RowSet;
  /** How well each row answers the text of the question that is being answered. */
  readonly #ranks: Uint8Array;
  #near: NearNames | null = null;

  constructor(rows: Rows, catalogues: Catalogues, items: ItemColumns | null) {
    this.size = rows.size;
    this.#rows = rows;
    this.#catalogues = catalogues;
    this.#items = items;
    this.#measures = measure(rows, items, catalogues);
    this.#facets = new Facets(rows, this.#measures.viewers);
    this.#among = noRows(rows.size);
    this.#ranks = new Uint8Array(rows.size);
  }

  /** All rows in an order, made when it is first asked for. */
  async #order(sort: BrowseSort): Promise<Int32Array> {
    let order = this.#orders.get(sort);
    if (order === undefined) {
      order = this.#makeOrder(sort);
      this.#orders.set(sort, order);
    }
    return order;
  }

  async #makeOrder(sort: BrowseSort): Promise<Int32Array> {
    const { viewers, votes, revenues, fame } = this.#measures;
    if (sort === 'name') return orderByName(this.#rows.folded);
    if (sort === 'audience') return orderByKey(viewers, fame);
    if (sort === 'year') return orderByKey(this.#rows.years, fame);
    if (sort === 'votes') return orderByKey(votes, fame);
    if (sort === 'revenue') return orderByKey(revenues, fame);
    return orderByKey(new Int8Array(this.size), fame);
  }

  async search(question: BrowseQuestion): Promise<BrowseAnswer> {
    const { offset, n, sort } = question;
    const order = await this.#order(sort);
    const text = comparisonForm(question.text);
    const names = text === '' ? null : await (this.#names ??= indexNames(this.#rows.folded));
    const among = this.#among;
    if (names === null) fillRows(among, this.size);
    else among.set(this.#named(names, question.text, text));
    const isNamed = names === null || among.some((bits) => bits !== 0);
    this.#keepYears(question);
    const { matched, total, facets } = this.#facets.sift(among, question);
    const page =
      names !== null && sort === 'relevance'
        ? this.#byRelevance(names, text, matched, order, offset + n)
        : firstMatched(order, matched, offset + n);
    const titles = page.slice(offset).map((row) => this.#title(row));
    return { titles, total, facets, suggestions: isNamed ? [] : await this.#nearest(text) };
  }

  /** Rows that a text names: by words of a name, or by the id of an item. */
  #named(names: NameIndex, given: string, folded: string): RowSet {
    const found = names.holding(folded);
    const byId = this.#rowOfId(given.trim());
    if (byId >= 0) addRow(found, byId);
    return found;
  }

  /** Leaves the rows of the years that are asked for. */
  #keepYears({ yearFrom, yearTo }: BrowseQuestion): void {
    if (yearFrom === null && yearTo === null) return;
    const { years } = this.#rows;
    const [from, to] = [Math.max(1, yearFrom ?? 1), yearTo ?? Number.POSITIVE_INFINITY];
    const kept = noRows(this.size);
    for (let row = 0; row < this.size; row++) if (years[row] >= from && years[row] <= to) addRow(kept, row);
    keepCommon(this.#among, kept);
  }

  #rowOfId(id: string): number {
    if (this.#items === null || id === '') return -1;
    const { bytes, offsets } = this.#items.ids;
    const wanted = Buffer.from(id);
    const ids = bufferOf(bytes);
    for (let at = ids.indexOf(wanted); at >= 0; at = ids.indexOf(wanted, at + 1)) {
      const item = firstAbove(offsets, at) - 1;
      // Items are the first rows, in their order.
      if (offsets[item] === at && offsets[item + 1] === at + wanted.length) return item;
    }
    return -1;
  }

  /** The first rows of those that match: those of which the text is a whole name, then those with a name that begins so, then the others; the best known first. */
  #byRelevance(names: NameIndex, text: string, matched: RowSet, byFame: Int32Array, wanted: number): number[] {
    const ranks = this.#ranks.fill(LAST_RANK);
    names.rank(text, ranks);
    const found: number[][] = Array.from({ length: LAST_RANK + 1 }, () => []);
    for (const row of byFame) {
      if (!hasRow(matched, row)) continue;
      const alike = found[ranks[row]];
      if (alike.length < wanted) alike.push(row);
      if (found[0].length === wanted) break;
    }
    return found.flat().slice(0, wanted);
  }

  async #nearest(text: string): Promise<BrowsedTitle[]> {
    if (text === '') return [];
    if (this.#near === null) {
      const known = Int32Array.from(this.#measures.fame, (place) => this.size - place);
      const work = indexNearNames(this.#rows.folded, known);
      let step = work.next();
      for (; step.done !== true; step = work.next()) await setImmediate();
      this.#near = step.value;
    }
    return this.#near.nearest(text, SUGGESTIONS).map((row) => this.#title(row));
  }

  #standing(row: number): Standing {
    const { items, films, platformIndptr, platformRows } = this.#rows;
    const { films: catalogue, aggregator } = this.#catalogues;
    return {
      titleId: items[row] < 0 ? null : stringsOf(this.#items!.ids).at(items[row]),
      tmdbId: films[row] < 0 ? null : catalogue!.ids[films[row]],
      platformIds: Array.from(platformRows.subarray(platformIndptr[row], platformIndptr[row + 1]), (place) =>
        aggregator!.ids.at(place),
      ),
    };
  }

  #name(row: number): string {
    const { items, films, platformIndptr, platformRows } = this.#rows;
    if (items[row] >= 0) return stringsOf(this.#items!.names).at(items[row]);
    if (films[row] >= 0) return this.#catalogues.films!.titles.at(films[row]);
    return this.#catalogues.aggregator!.titles.at(platformRows[platformIndptr[row]]);
  }

  #ownGenres(row: number): string[] {
    const { items, films, platformIndptr, platformRows } = this.#rows;
    if (items[row] >= 0) return listAt(listsOf(this.#items!.genres), items[row]);
    if (films[row] >= 0) return listAt(this.#catalogues.films!.genres, films[row]);
    return listAt(this.#catalogues.aggregator!.genres, platformRows[platformIndptr[row]]);
  }

  #title(row: number): BrowsedTitle {
    const { years, types, genres, names, platforms } = this.#rows;
    const { viewers, votes, revenues } = this.#measures;
    return {
      ...this.#standing(row),
      title: this.#name(row),
      year: years[row] === 0 ? null : years[row],
      type: BROWSE_TYPES[types[row] - 1] ?? null,
      genres: names.genre.filter((_, at) => ((genres[row] >>> at) & 1) === 1),
      ownGenres: this.#ownGenres(row),
      platforms: platformsOfBits(platforms[row]),
      viewers: viewers[row] < 0 ? null : viewers[row],
      votes: votes[row] < 0 ? null : votes[row],
      revenue: revenues[row] > 0 ? revenues[row] : null,
    };
  }

  standingOfFilm(tmdbId: number): Standing | null {
    const film = this.#catalogues.films?.ids.indexOf(tmdbId) ?? -1;
    const row = film < 0 ? -1 : this.#rows.films.indexOf(film);
    return row < 0 ? null : this.#standing(row);
  }
}

/** The first rows of an order that match, at most as many as are wanted. */
function firstMatched(order: Int32Array, matched: RowSet, wanted: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < order.length && found.length < wanted; at++) {
    if (hasRow(matched, order[at])) found.push(order[at]);
  }
  return found;
}

/** The first place of ascending offsets whose value is above a number. */
function firstAbove(offsets: Int32Array, value: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NO_CATALOGUES: Catalogues = { films: null, aggregator: null, links: null };

/**
 * Puts the titles that lists are made of and the other catalogues together and makes them searchable, with pauses in which the thread
 * answers others.
 */
export async function openBrowsing(catalogues: Catalogues | null, items: ItemColumns | null): Promise<Browsing> {
  const present = catalogues ?? NO_CATALOGUES;
  const browsing = new UnitedCatalogues(await buildRows({ ...present, items }), present, items);
  // Some 25 MB of texts were made on the way, in 50 ms of this thread they are given back.
  collectGarbage();
  return browsing;
}
