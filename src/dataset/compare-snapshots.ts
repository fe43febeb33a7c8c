import { listAt, type ListColumn, type StringColumn } from '../base/string-column.ts';
import type { AggregatorCatalogue, FilmsCatalogue } from './catalogues/contract.ts';
import type { Interactions, Snapshot, Title } from './contract.ts';
import { openCatalogues } from './open-catalogues.ts';
import { openSnapshot } from './open-snapshot.ts';

/** What became of the rows of one catalogue, by id. */
export interface RowDifferences {
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  /** How many rows changed in each field; fields that changed nowhere are left out. */
  readonly changedFields: Readonly<Record<string, number>>;
  /** The first rows of each kind, by name, at most EXAMPLES. */
  readonly examples: {
    readonly added: readonly string[];
    readonly gone: readonly string[];
    readonly changed: readonly { readonly name: string; readonly fields: readonly string[] }[];
  };
}

/** What a snapshot has that another has not. */
export interface SnapshotDifferences {
  /** Null when there was none. */
  readonly before: string | null;
  readonly after: string;
  /** Whether the two are the same, byte for byte. */
  readonly same: boolean;
  readonly titles: RowDifferences;
  /** Null where neither snapshot has the catalogue. */
  readonly films: RowDifferences | null;
  readonly aggregator: RowDifferences | null;
  readonly users: { readonly before: number; readonly after: number; readonly added: number; readonly gone: number };
  readonly interactions: {
    readonly before: number;
    readonly after: number;
    readonly added: number;
    readonly gone: number;
    /** The same user and title with another rating, watched part or time. */
    readonly changed: number;
  };
}

const EXAMPLES = 20;

interface Rows {
  readonly size: number;
  id(row: number): string;
  name(row: number): string;
  /** Field → its value as text. */
  readonly fields: Readonly<Record<string, (row: number) => string>>;
}

const NO_ROWS: Rows = { size: 0, id: () => '', name: () => '', fields: {} };

const named = (name: string, year: number | null): string => (year === null ? name : `${name} (${year})`);
const ofList =
  (column: ListColumn) =>
  (row: number): string =>
    listAt(column, row).join('\n');
const ofText =
  (column: StringColumn) =>
  (row: number): string =>
    column.at(row);
const ofNumber =
  (column: ArrayLike<number>) =>
  (row: number): string =>
    String(column[row]);

function rowsOfTitles(titles: readonly Title[]): Rows {
  const text =
    (read: (title: Title) => unknown) =>
    (row: number): string =>
      JSON.stringify(read(titles[row]) ?? null);
  return {
    size: titles.length,
    id: (row) => titles[row].id,
    name: (row) => named(titles[row].name, titles[row].year),
    fields: {
      name: text(({ name }) => name),
      year: text(({ year }) => year),
      genres: text(({ genres }) => genres),
      tags: text(({ tags }) => tags),
      synopsis: text(({ synopsis }) => synopsis),
      cast: text(({ cast }) => cast),
      directors: text(({ directors }) => directors),
      links: text(({ imdbId, tmdbId }) => [imdbId, tmdbId]),
    },
  };
}

function rowsOfFilms(films: FilmsCatalogue | null): Rows {
  if (films === null) return NO_ROWS;
  return {
    size: films.size,
    id: (row) => String(films.ids[row]),
    name: (row) => named(films.titles.at(row), films.releaseYears[row]),
    fields: {
      title: ofText(films.titles),
      releaseDate: ofNumber(films.releaseDates),
      budget: ofNumber(films.budgets),
      revenue: ofNumber(films.revenues),
      voteCount: ofNumber(films.voteCounts),
      voteAverage: ofNumber(films.voteAverages),
      popularity: ofNumber(films.popularities),
      runtime: ofNumber(films.runtimes),
      overview: ofText(films.overviews),
      collection: ofList(films.collections),
      genres: ofList(films.genres),
      companies: ofList(films.companies),
      countries: ofList(films.countries),
      keywords: ofList(films.keywords),
      cast: ofList(films.cast),
      directors: ofList(films.directors),
    },
  };
}

function rowsOfAggregator(titles: AggregatorCatalogue | null): Rows {
  if (titles === null) return NO_ROWS;
  return {
    size: titles.size,
    id: (row) => titles.ids.at(row),
    name: (row) => named(titles.titles.at(row), titles.releaseYears[row]),
    fields: {
      title: ofText(titles.titles),
      type: ofNumber(titles.types),
      releaseYear: ofNumber(titles.releaseYears),
      dateAdded: ofNumber(titles.dateAdded),
      rating: ofText(titles.ratings),
      duration: (row) => `${titles.durationInts[row]} ${titles.durationTypes[row]}`,
      description: ofText(titles.descriptions),
      score: ofNumber(titles.scores),
      genres: ofList(titles.genres),
      directors: ofList(titles.directors),
      cast: ofList(titles.cast),
      countries: ofList(titles.countries),
    },
  };
}

function compareRows(before: Rows, after: Rows): RowDifferences {
  const places = new Map<string, number>();
  for (let row = 0; row < before.size; row++) places.set(before.id(row), row);
  const changedFields: Record<string, number> = {};
  const examples = { added: [] as string[], gone: [] as string[], changed: [] as { name: string; fields: string[] }[] };
  let added = 0;
  let changed = 0;
  for (let row = 0; row < after.size; row++) {
    const id = after.id(row);
    const old = places.get(id);
    if (old === undefined) {
      added++;
      if (examples.added.length < EXAMPLES) examples.added.push(after.name(row));
      continue;
    }
    places.delete(id);
    const fields = Object.keys(after.fields).filter(
      (field) => after.fields[field](row) !== (before.fields[field] as ((row: number) => string) | undefined)?.(old),
    );
    if (fields.length === 0) continue;
    changed++;
    for (const field of fields) changedFields[field] = (changedFields[field] ?? 0) + 1;
    if (examples.changed.length < EXAMPLES) examples.changed.push({ name: after.name(row), fields });
  }
  for (const row of places.values()) {
    if (examples.gone.length === EXAMPLES) break;
    examples.gone.push(before.name(row));
  }
  return { before: before.size, after: after.size, added, gone: places.size, changed, changedFields, examples };
}

/** The numbers of one list's ids in the other list, −1 where it has them not. */
const numsIn = (size: number, idOf: (num: number) => string, numOf: (id: string) => number): Int32Array =>
  Int32Array.from({ length: size }, (_, num) => numOf(idOf(num)));

const sameNumber = (one: number, other: number): boolean => Object.is(one, other) || one === other;

/** Counts what became of the interactions, user by user. */
function compareInteractions(before: Snapshot, after: Snapshot): SnapshotDifferences['interactions'] {
  const old: Interactions = before.interactions;
  const now: Interactions = after.interactions;
  const users = numsIn(
    old.users,
    (num) => before.users.id(num)!,
    (id) => after.users.num(id),
  );
  const items = numsIn(
    old.items,
    (num) => before.items.id(num)!,
    (id) => after.items.num(id),
  );
  let kept = 0;
  let changed = 0;
  // Where each title stands among the present user's interactions.
  const places = new Int32Array(now.items).fill(-1);
  for (let user = 0; user < old.users; user++) {
    const same = users[user];
    if (same < 0) continue;
    for (let i = now.indptr[same]; i < now.indptr[same + 1]; i++) places[now.indices[i]] = i;
    for (let i = old.indptr[user]; i < old.indptr[user + 1]; i++) {
      const item = items[old.indices[i]];
      const at = item < 0 ? -1 : places[item];
      if (at < 0) continue;
      kept++;
      const alike =
        sameNumber(old.ratings[i], now.ratings[at]) &&
        sameNumber(old.fractions[i], now.fractions[at]) &&
        sameNumber(old.times[i], now.times[at]);
      if (!alike) changed++;
    }
    for (let i = now.indptr[same]; i < now.indptr[same + 1]; i++) places[now.indices[i]] = -1;
  }
  const [from, to] = [old.indices.length, now.indices.length];
  return { before: from, after: to, added: to - kept, gone: from - kept, changed };
}

/**
 * Compares two snapshots of a workspace by the outside ids of their titles, films and users; `before` null stands for none. Throws as
 * openSnapshot.
 */
export async function compareSnapshots(
  home: string,
  before: string | null,
  after: string,
): Promise<SnapshotDifferences> {
  const [newer, newerCatalogues] = [await openSnapshot(home, after), await openCatalogues(home, after)];
  const older = before === null ? null : await openSnapshot(home, before);
  const olderCatalogues = before === null ? null : await openCatalogues(home, before);
  const pair = <T>(old: T | null | undefined, now: T | null, read: (rows: T | null) => Rows): RowDifferences | null =>
    (old ?? null) === null && now === null ? null : compareRows(read(old ?? null), read(now));
  const { counts } = newer.manifest;
  let goneUsers = 0;
  for (let num = 0; num < (older?.users.size ?? 0); num++) if (newer.users.num(older!.users.id(num)!) < 0) goneUsers++;
  const usersBefore = older?.users.size ?? 0;
  return {
    before,
    after,
    same: before === after,
    titles: compareRows(older === null ? NO_ROWS : rowsOfTitles(older.titles), rowsOfTitles(newer.titles)),
    films: pair(olderCatalogues?.films, newerCatalogues.films, rowsOfFilms),
    aggregator: pair(olderCatalogues?.aggregator, newerCatalogues.aggregator, rowsOfAggregator),
    users: {
      before: usersBefore,
      after: counts.users,
      added: counts.users - (usersBefore - goneUsers),
      gone: goneUsers,
    },
    interactions:
      older === null
        ? { before: 0, after: counts.interactions, added: counts.interactions, gone: 0, changed: 0 }
        : compareInteractions(older, newer),
  };
}
