import type { AggregatorCatalogue, Catalogues, FilmsCatalogue, ImportReport, Snapshot } from '../dataset/index.ts';
import { findAggregatorOutliers } from './aggregator-outliers.ts';
import { rowsByPlatform, tableOfAggregator } from './aggregator-table.ts';
import { countDays } from './calendar.ts';
import { comparePlatforms } from './compare-platforms.ts';
import type {
  CatalogueExploration,
  Exploration,
  ExplorationPart,
  ExploredCatalogue,
  ImportNote,
  PlatformComparison,
} from './contract.ts';
import { distributeColumns } from './distributions.ts';
import { findFilmOutliers, isoDate } from './film-outliers.ts';
import { tableOfFilms } from './film-table.ts';
import {
  orderFindings,
  tellCalendar,
  tellChanges,
  tellColdTitles,
  tellConcentration,
  tellCorrelations,
  tellFlatScores,
  tellGaps,
  tellGroups,
  tellKnownMoney,
  tellPlatforms,
} from './findings.ts';
import { countMissing } from './missing.ts';
import { findPlatformOutliers } from './platform-outliers.ts';
import { tablesOfPlatform } from './platform-tables.ts';
import { relateColumns } from './relations.ts';
import { allRows, type Table } from './table.ts';
import { countTitleWords, readAllWords } from './title-words.ts';

/** Raised when what is computed or how it is drawn changes: what is kept of another number is made again. */
export const EXPLORATION_FORMAT = 1;

/** Users rate from 0.5 to 5. */
const STARS_WIDTH = 4.5;

/** What is told of some rows of a table of titles. */
function explorePart(
  table: Table,
  words: ReturnType<typeof readAllWords>,
  platform: string | null,
  rows: Int32Array,
): ExplorationPart {
  return {
    platform,
    titles: rows.length,
    distributions: distributeColumns(table, rows),
    missing: [countMissing(table, rows)],
    words: countTitleWords(words, rows),
    calendars: table.dates.map((column) => countDays(column, rows, table.grain)).filter(({ n }) => n > 0),
  };
}

/** What an exploration is made with, beside the columns. */
export interface ExploreOptions {
  /** The day it is made, since 1970-01-01: dates after it lie in the future. */
  readonly today: number;
  /** What the import told of the files; null where that is not kept. */
  readonly report: Pick<ImportReport, 'files' | 'reasons'> | null;
}

const MOST_SAMPLES = 5;

/** The catalogue whose titles a file of that role holds. */
const catalogueOfRole = (role: string): ExploredCatalogue =>
  role.startsWith('tmdb') ? 'films' : role.startsWith('streaming') ? 'aggregator' : 'platform';

/** What the import told of the files of a catalogue, most rows first. */
function noteImport(report: ExploreOptions['report'], catalogue: ExploredCatalogue): ImportNote[] {
  const files = new Map(report?.files.map((file) => [file.name, file]));
  return (report?.reasons ?? [])
    .flatMap(({ file, reason, effect, count, es, en, samples }): ImportNote[] => {
      const known = files.get(file);
      if (known === undefined || catalogueOfRole(known.role) !== catalogue) return [];
      const told = samples.slice(0, MOST_SAMPLES).map(({ line, field, value }) => ({ line, field, value }));
      return [{ file, reason, effect, count, n: known.rows.read, es, en, samples: told }];
    })
    .sort((a, b) => b.count - a.count || (a.file < b.file ? -1 : 1));
}

function exploreFilms(films: FilmsCatalogue, { today, report }: ExploreOptions): CatalogueExploration {
  const table = tableOfFilms(films);
  const part = explorePart(table, readAllWords(films.titles), null, allRows(table));
  const relations = relateColumns(table, {
    scatters: [{ x: 'budget', y: 'revenue', size: 'voteCount' }],
    groups: [
      { column: 'runtime', by: 'genres' },
      { column: 'voteAverage', by: 'genres' },
      { column: 'return', by: 'genres' },
    ],
  });
  return {
    catalogue: 'films',
    titles: films.size,
    parts: [part],
    relations,
    outliers: findFilmOutliers(films, table, today),
    importNotes: noteImport(report, 'films'),
    findings: orderFindings([
      ...tellCorrelations(relations),
      ...part.calendars.flatMap(tellCalendar),
      ...tellChanges(table, 'genres', 2),
      ...tellChanges(table, 'countries', 1),
      ...tellChanges(table, 'originalLanguage', 1),
      ...tellConcentration(table, 'voteCount'),
      ...tellConcentration(table, 'revenue'),
      ...tellGroups(relations.groups),
      ...tellKnownMoney(table),
      ...tellGaps([part], 2),
    ]),
  };
}

function exploreAggregator(
  titles: AggregatorCatalogue,
  comparison: PlatformComparison | null,
  { today, report }: ExploreOptions,
): CatalogueExploration {
  const table = tableOfAggregator(titles);
  const words = readAllWords(titles.titles);
  const parts = [
    explorePart(table, words, null, allRows(table)),
    ...rowsByPlatform(titles).map(({ platform, rows }) => explorePart(table, words, platform, rows)),
  ];
  const relations = relateColumns(table, {
    scatters: [{ x: 'releaseYear', y: 'minutes', size: 'castSize' }],
    groups: [
      { column: 'minutes', by: 'platform' },
      { column: 'score', by: 'platform' },
      { column: 'releaseYear', by: 'platform' },
      { column: 'minutes', by: 'genres' },
    ],
  });
  return {
    catalogue: 'aggregator',
    titles: titles.size,
    parts,
    relations,
    outliers: findAggregatorOutliers(titles, table, today),
    importNotes: noteImport(report, 'aggregator'),
    findings: orderFindings([
      ...(comparison === null ? [] : tellPlatforms(comparison)),
      ...tellFlatScores(table, 'score', STARS_WIDTH),
      ...tellCorrelations(relations),
      ...parts[0].calendars.flatMap(tellCalendar),
      ...tellChanges(table, 'genres', 2),
      ...tellGroups(relations.groups),
      ...tellGaps(parts, 1),
    ]),
  };
}

function explorePlatform(snapshot: Snapshot, { report }: ExploreOptions): CatalogueExploration {
  const tables = tablesOfPlatform(snapshot);
  const { titles, users, interactions } = tables;
  const whole = explorePart(titles, readAllWords(snapshot.titles.map(({ name }) => name)), null, allRows(titles));
  const others = [users, interactions].map((table) => ({ table, rows: allRows(table) }));
  const part: ExplorationPart = {
    ...whole,
    distributions: [...whole.distributions, ...others.flatMap(({ table, rows }) => distributeColumns(table, rows))],
    missing: [...whole.missing, countMissing(interactions, others[1].rows)].filter(({ n }) => n > 0),
    calendars: interactions.dates
      .map((column) => countDays(column, others[1].rows, 'interactions'))
      .filter(({ n }) => n > 0),
  };
  const relations = relateColumns(titles, {
    scatters: [{ x: 'releaseYear', y: 'meanRating', size: 'viewers' }],
    groups: [
      { column: 'meanRating', by: 'genres' },
      { column: 'viewers', by: 'genres' },
    ],
  });
  return {
    catalogue: 'platform',
    titles: titles.size,
    parts: [part],
    relations,
    outliers: findPlatformOutliers(snapshot, tables),
    importNotes: noteImport(report, 'platform'),
    findings: orderFindings([
      ...tellColdTitles(titles),
      ...tellConcentration(titles, 'viewers'),
      ...tellConcentration(users, 'userInteractions'),
      ...tellCorrelations(relations),
      ...part.calendars.flatMap(tellCalendar),
      ...tellChanges(titles, 'genres', 2),
      ...tellGroups(relations.groups),
      ...tellGaps([part], 1),
    ]),
  };
}

/**
 * Everything that is told of a snapshot's catalogues: distributions, relations, outliers, gaps, words, calendars, platforms, findings.
 * The snapshot's own titles are explored too where users did anything with them, or where there is no other catalogue. The
 * same input gives the same text.
 */
export function exploreSnapshot(snapshot: Snapshot, catalogues: Catalogues, options: ExploreOptions): Exploration {
  const { films, aggregator, links } = catalogues;
  const platforms = aggregator !== null && links !== null ? comparePlatforms(aggregator, links) : null;
  const own = snapshot.interactions.indices.length > 0 || (films === null && aggregator === null);
  return {
    format: EXPLORATION_FORMAT,
    snapshotId: snapshot.id,
    asOf: isoDate(options.today),
    catalogues: [
      ...(own ? [explorePlatform(snapshot, options)] : []),
      ...(films === null ? [] : [exploreFilms(films, options)]),
      ...(aggregator === null ? [] : [exploreAggregator(aggregator, platforms, options)]),
    ],
    platforms,
  };
}
