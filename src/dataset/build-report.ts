import { REASONS, type Rejections } from '../sources/index.ts';
import type { BuiltTitle } from './build-titles.ts';
import type { SnapshotManifest } from './contract.ts';
import type { Database } from './database.ts';
import type { FileReport, ImportReport } from './import-report.ts';
import type { RawRead } from './read-sources.ts';
import { readScales } from './rejected-rows.ts';

/** The name under which feedback events stand among the files of a report. */
export const FEEDBACK_NAME = 'feedback';

/** What the report is made from, beside the database. */
export interface ReportParts {
  readonly dryRun: boolean;
  readonly unchanged: boolean;
  readonly ignored: ImportReport['ignored'];
  readonly raw: RawRead;
  readonly built: readonly BuiltTitle[];
  readonly enriched: ImportReport['enriched'];
  readonly links: ImportReport['links'];
  readonly catalogues: ImportReport['catalogues'];
  readonly manifest: SnapshotManifest;
  readonly rejections: Rejections;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly timingsMs: ImportReport['timingsMs'];
  readonly snapshotId: string | null;
}

/** Makes the import report from what was read and what the core tables hold. */
export async function buildReport(database: Database, parts: ReportParts): Promise<ImportReport> {
  const { raw, built, manifest, snapshotId } = parts;
  const reasons = parts.rejections.list().map((entry) => ({ ...REASONS[entry.reason], ...entry }));
  const setAside = (name: string): number =>
    reasons
      .filter((entry) => entry.file === name && entry.effect === 'set-aside')
      .reduce((sum, entry) => sum + entry.count, 0);
  const scales = await readScales(database);
  const files = raw.read.map(({ file, number, read }): FileReport => {
    const used = new Set(Object.values(file.columns));
    const out = setAside(file.name);
    return {
      name: file.name,
      role: file.role,
      bytes: read.bytes,
      sha256: read.sha256,
      gzip: file.head.gzip,
      encoding: read.encoding,
      delimiter: file.dialect.delimiter,
      header: file.header,
      columns: Object.fromEntries(
        Object.entries(file.columns).map(([field, position]) => [field, file.header[position]?.trim() ?? '']),
      ),
      unusedColumns: file.header.filter((_, i) => !used.has(i)).slice(0, 50),
      rows: { read: read.rows, taken: read.rows - out, setAside: out },
      ...(scales.has(number) && { scale: scales.get(number)! }),
    };
  });
  const [numbers] = await database.rows<Record<string, number | null>>(
    `SELECT coalesce(sum(facts), 0)::DOUBLE AS facts, count(*) AS interactions, count(rating) AS ratings,
       count(fraction) AS fractions, count(*) - count(time) AS without_time,
       count(*) FILTER (rating IS NULL AND fraction IS NULL) AS views_only, min(time) AS first_time, max(time) AS last_time,
       count(DISTINCT item_num) AS items
     FROM core_interaction`,
  );
  const n = numbers;
  const count = (test: (title: BuiltTitle) => boolean): number => built.filter(test).length;
  return {
    format: 1,
    snapshotId,
    dryRun: parts.dryRun,
    unchanged: parts.unchanged,
    startedMs: parts.startedMs,
    endedMs: parts.endedMs,
    timingsMs: parts.timingsMs,
    files,
    ignored: parts.ignored,
    reasons,
    rejectedBeyondFile: parts.rejections.beyond,
    totals: {
      titles: built.length,
      users: manifest.counts.users,
      interactions: manifest.counts.interactions,
      folded: n['facts']! - n['interactions']!,
      ratings: n['ratings']!,
      fractions: n['fractions']!,
      withoutTime: n['without_time']!,
      viewsOnly: n['views_only']!,
      firstTime: n['first_time'] ?? null,
      lastTime: n['last_time'] ?? null,
      titlesWithoutSynopsis: count((title) => title.synopsis === null),
      titlesWithoutGenres: count((title) => title.genres.length === 0),
      titlesWithoutYear: count((title) => title.year === null),
      titlesWithoutInteractions: built.length - n['items']!,
      titlesWithCredits: count((title) => title.actors.length + title.directors.length > 0),
      linkedTitles: count((title) => title.tmdb_id !== null),
    },
    enriched: parts.enriched,
    links: parts.links,
    catalogues: parts.catalogues,
    feedback: {
      events: raw.feedback.events,
      taken: raw.feedback.events - setAside(FEEDBACK_NAME),
      sequence: raw.feedback.sequence,
    },
  };
}
