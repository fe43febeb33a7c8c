import type { BenchmarkReport, BenchmarkWarning } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { formatTable } from '../table.ts';

type Words = Session['words']['benchmark']['protocols'];

const BASELINE = 'popularity';
const number = (value: number): string => value.toFixed(4);
const interval = ({ low, high }: { low: number; high: number }): string => `${number(low)} … ${number(high)}`;
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);

/** A line for each model, then parts of users and titles apart, the settings found, what was left out or is odd, and the facts of the files. */
export async function formatBenchmark(report: BenchmarkReport, session: Session): Promise<string> {
  const told = session.words.benchmark.protocols;
  const { columns, settings, leftOut, smaller, facts } = told;
  const metrics = Object.keys(report.rows[0]?.metrics ?? {});
  const headings = [columns.model, ...metrics.flatMap((metric) => [metric, columns.interval])];
  headings.push(columns.gain, columns.coverage, columns.novelty, columns.popular, columns.seconds, columns.memory);
  const rows = report.rows.map((row) => [
    row.name,
    ...metrics.flatMap((metric) => [number(row.metrics[metric].value), interval(row.metrics[metric])]),
    row.gain === null ? '' : `${number(row.gain.value)} (${interval(row.gain)})`,
    number(row.coverage),
    row.novelty.toFixed(2),
    number(row.popularShare),
    (row.seconds.tuning + row.seconds.training + row.seconds.scoring).toFixed(1),
    (row.peakMemoryBytes / 1e6).toFixed(0),
  ]);
  const tuned = report.rows.flatMap(({ name, tuned: found }) =>
    found
      .filter((one) => one.trials > 1)
      .map((one) => {
        const text = Object.entries(one.settings).map(([key, value]) => `${key} ${value}`);
        return settings(name, text.join(', '), number(one.value), one.trials);
      }),
  );
  const absent = report.leftOut.map(({ name, bytes, limit }) => leftOut(name, gigabytes(bytes), gigabytes(limit)));
  const made = report.smaller.map(({ name, parts, bytes, limit }) =>
    smaller(name, parts.join(', '), gigabytes(bytes), gigabytes(limit)),
  );
  const odd = report.warnings.map((warning) => formatWarning(warning, told));
  const counts = facts(report.counts, report.sha256.slice(0, 16), report.seed);
  return [
    formatTable(headings, rows),
    '',
    ...(await formatSegments(report, session)),
    ...tuned,
    ...absent,
    ...made,
    ...odd,
    counts,
  ].join('\n');
}

/** A line for each segment and model, popularity on the same line; nothing where no segments were told. */
async function formatSegments(
  { segments, rows: models }: BenchmarkReport,
  { language, words }: Session,
): Promise<string[]> {
  const { segmentWords, tabulateSegments } = await import('../../evaluation/index.ts');
  const names = models.map(({ name }) => name);
  const others = names.filter((name) => name !== BASELINE);
  const own = segmentWords[language];
  const { model } = words.benchmark.protocols.columns;
  const shown = others.length > 0 ? others : names;
  const { headings, rows } = tabulateSegments(segments, shown, BASELINE, { ...own, model });
  return rows.length === 0 ? [] : [`${own.heading}:`, formatTable(headings, rows), '', own.explanation, ''];
}

function formatWarning(warning: BenchmarkWarning, { warnings }: Words): string {
  if (warning.kind === 'random-holdout') return warnings['random-holdout'](warning.users, warning.of);
  if (warning.kind === 'repeated') return warnings.repeated(warning.pairs);
  if (warning.kind === 'leaked-pairs') return warnings['leaked-pairs'](warning.pairs, warning.of);
  if (warning.kind === 'leaked-negatives') return warnings['leaked-negatives'](warning.pairs, warning.of);
  if (warning.kind === 'unknown-titles') return warnings['unknown-titles'](warning.pairs, warning.of);
  const { model, metric, value, limit, by } = warning;
  return warnings['too-good'](model, metric, number(value), number(limit), by);
}
