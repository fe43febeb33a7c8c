import type { Title } from '../../dataset/index.ts';
import { buildDocument, catalogueLanguage, type TermKind } from '../text/index.ts';
import type { ContentConfig } from './config.ts';

/** The kinds of terms that are weighed apart, in the order of their numbers in `kinds`. */
export const KINDS = ['word', 'name', 'tagWord', 'tag', 'genre', 'person', 'year'] as const;
export type Kind = (typeof KINDS)[number];

/** Counts of terms in titles, items × terms, CSR with increasing columns. */
export interface TermMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly counts: Float32Array;
  /** Columns before this one occur in enough titles to be learned from. */
  readonly learned: number;
  /** Key of each column, as documents name it (`w:…`, `t:…`; `y:1995` for five years from 1995). */
  readonly keys: readonly string[];
  /** How it reads in the source, most often. */
  readonly surfaces: readonly string[];
  /** Kind number of each column. */
  readonly kinds: Uint8Array;
  /** Number of titles that hold it. */
  readonly frequencies: Int32Array;
}

const KIND_OF: Readonly<Record<TermKind, Kind>> = {
  word: 'word',
  name: 'name',
  tagWord: 'tagWord',
  tag: 'tag',
  genre: 'genre',
  cast: 'person',
  director: 'person',
};

const KIND_NUMBERS = Object.fromEntries(KINDS.map((kind, number) => [kind, number])) as Readonly<Record<Kind, number>>;

/** A year belongs to its five years fully and to their neighbours partly. */
const YEARS = 5;
/** Billing beyond the leads and a director's own mark: a director counts as two of the cast. */
const DIRECTOR = 2;

interface Column {
  readonly kind: number;
  readonly key: string;
  titles: number;
  readonly surfaces: Map<string, number>;
}

/**
 * Returns the terms of all titles. Columns in enough titles (`minTitles`) come first; within both groups they are in order of kind
 * and key, so equal titles give equal matrices.
 */
export function buildTermMatrix(titles: readonly Title[], config: ContentConfig): TermMatrix {
  const language = catalogueLanguage(titles);
  const columns: Column[] = [];
  const byKind = KINDS.map(() => new Map<string, Column>());
  const rows: Map<Column, number>[] = [];
  const count = (row: Map<Column, number>, kind: Kind, key: string, surface: string, amount: number): void => {
    const number = KIND_NUMBERS[kind];
    let column = byKind[number].get(key);
    if (column === undefined) {
      column = { kind: number, key, titles: 0, surfaces: new Map() };
      columns.push(column);
      byKind[number].set(key, column);
    }
    const before = row.get(column);
    if (before === undefined) column.titles++;
    row.set(column, (before ?? 0) + amount);
    column.surfaces.set(surface, (column.surfaces.get(surface) ?? 0) + 1);
  };
  for (const title of titles) {
    const row = new Map<Column, number>();
    rows.push(row);
    for (const term of buildDocument(title, { synopsis: config.synopsis && config.text === 'all', language })) {
      const kind = KIND_OF[term.kind];
      const isText = kind === 'word' || kind === 'name' || kind === 'tag' || kind === 'tagWord';
      if ((isText && config.text === 'none') || config.kinds[kind] === 0) continue;
      count(row, kind, term.key, term.surface, term.kind === 'director' ? DIRECTOR * term.count : term.count);
    }
    if (title.year !== null && config.kinds.year > 0) {
      for (const [from, share] of yearTerms(title.year)) {
        count(row, 'year', `y:${from}`, `${from}–${from + YEARS - 1}`, share);
      }
    }
  }
  return numberColumns(rows, columns, config.minTitles);
}

/** The last matrix of each list of titles that still lives, with what of the configuration made it. */
const kept = new WeakMap<readonly Title[], { readonly made: string; readonly matrix: TermMatrix }>();

/**
 * Returns `buildTermMatrix` of the titles, the very same object while the same list is asked about with the same reading of texts:
 * measuring and training read one catalogue four times over, and texts take longer to read than anything else of a large one.
 */
export function keptTermMatrix(titles: readonly Title[], config: ContentConfig): TermMatrix {
  const made = JSON.stringify([
    config.text,
    config.synopsis,
    config.minTitles,
    KINDS.map((kind) => config.kinds[kind] > 0),
  ]);
  const known = kept.get(titles);
  if (known?.made === made) return known.matrix;
  const matrix = buildTermMatrix(titles, config);
  kept.set(titles, { made, matrix });
  return matrix;
}

/** Returns the five-year spans near a year (by their first year) and how much the year belongs to each, 0…1. */
export function yearTerms(year: number): [from: number, share: number][] {
  const own = Math.floor(year / YEARS) * YEARS;
  return [own - YEARS, own, own + YEARS].map((from) => {
    const distance = (year - (from + YEARS / 2)) / YEARS;
    return [from, Math.exp(-distance * distance)];
  });
}

function numberColumns(rows: readonly Map<Column, number>[], all: Column[], minTitles: number): TermMatrix {
  all.sort(
    (a, b) =>
      Number(a.titles < minTitles) - Number(b.titles < minTitles) ||
      a.kind - b.kind ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const numbers = new Map(all.map((column, number) => [column, number]));
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    indptr[at + 1] = indptr[at] + row.size;
  });
  const indices = new Int32Array(indptr[rows.length]);
  const counts = new Float32Array(indices.length);
  rows.forEach((row, r) => {
    const entries = [...row].map(([column, amount]) => [numbers.get(column)!, amount] as const);
    entries.sort((a, b) => a[0] - b[0]);
    entries.forEach(([column, amount], at) => {
      indices[indptr[r] + at] = column;
      counts[indptr[r] + at] = amount;
    });
  });
  return {
    rows: rows.length,
    columns: all.length,
    indptr,
    indices,
    counts,
    learned: all.filter((column) => column.titles >= minTitles).length,
    keys: all.map((column) => column.key),
    surfaces: all.map((column) => commonest(column.surfaces)),
    kinds: Uint8Array.from(all, (column) => column.kind),
    frequencies: Int32Array.from(all, (column) => column.titles),
  };
}

/** The most frequent surface; of equal ones the shortest, then the first by code. */
function commonest(surfaces: ReadonlyMap<string, number>): string {
  let best = '';
  let most = 0;
  for (const [surface, times] of surfaces) {
    const better =
      times > most ||
      (times === most && (surface.length < best.length || (surface.length === best.length && surface < best)));
    if (better) {
      best = surface;
      most = times;
    }
  }
  return best;
}
