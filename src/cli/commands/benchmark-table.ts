import type { BenchmarkReport, BenchmarkWarning } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { formatTable } from '../table.ts';

type Words = Session['words']['benchmark']['protocols'];
type Segment = BenchmarkReport['segments'][number];

const BASELINE = 'popularity';
const number = (value: number): string => value.toFixed(4);
const interval = ({ low, high }: { low: number; high: number }): string => `${number(low)} … ${number(high)}`;
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
const day = (seconds: number): string => new Date(1000 * seconds).toISOString().slice(0, 10);

/** A line for each model, then parts of users and titles apart, the settings found, what was left out or is odd, and the facts of the files. */
export function formatBenchmark(report: BenchmarkReport, { words }: Session): string {
  const told = words.benchmark.protocols;
  const { columns, settings, leftOut, facts } = told;
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
  const odd = report.warnings.map((warning) => formatWarning(warning, told));
  const counts = facts(report.counts, report.sha256.slice(0, 16), report.seed);
  return [formatTable(headings, rows), '', ...formatSegments(report, told), ...tuned, ...absent, ...odd, counts].join(
    '\n',
  );
}

/** A line for each segment and model, popularity on the same line; nothing where no segments were told. */
function formatSegments({ segments, rows: models }: BenchmarkReport, words: Words): string[] {
  const shown = new Set(models.map(({ name }) => name));
  const others = [...shown].filter((name) => name !== BASELINE);
  const rows = segments.flatMap((segment) => {
    const base = segment.rows.find(({ label }) => label === BASELINE);
    return segment.rows
      .filter(({ label }) => (others.length > 0 ? others : [BASELINE]).includes(label))
      .map(({ label, metrics, gain }, at) => [
        at === 0 ? (words.segmentNames[`${segment.by} ${segment.segment}`] ?? segment.segment) : '',
        at === 0 ? cutOf(segment, words) : '',
        at === 0 ? String(segment.cases) : '',
        label,
        `${number(metrics['ndcg@10'].value)} (${interval(metrics['ndcg@10'])})`,
        base === undefined ? '' : number(base.metrics['ndcg@10'].value),
        gain === null ? '' : `${number(gain.value)} (${interval(gain)})`,
        number(metrics['recall@10'].value),
        base === undefined ? '' : number(base.metrics['recall@10'].value),
      ]);
  });
  if (rows.length === 0) return [];
  const { segment, cut, cases, gain, popularity } = words.segmentColumns;
  const headings = [segment, cut, cases, words.columns.model, 'nDCG@10', popularity, gain, 'Recall@10', popularity];
  return [words.segments, formatTable(headings, rows), ''];
}

function cutOf({ by, from, to, titles }: Segment, { cuts }: Words): string {
  if (by === 'history') return cuts.history(from, to);
  if (by === 'popularity') return cuts.popularity(from, to, titles ?? 0);
  return cuts['first-seen'](day(from), day(to), titles ?? 0);
}

function formatWarning(warning: BenchmarkWarning, { warnings }: Words): string {
  if (warning.kind === 'random-holdout') return warnings['random-holdout'](warning.users, warning.of);
  if (warning.kind === 'repeated') return warnings.repeated(warning.pairs);
  if (warning.kind === 'unknown-titles') return warnings['unknown-titles'](warning.pairs, warning.of);
  const { model, metric, value, limit, by } = warning;
  return warnings['too-good'](model, metric, number(value), number(limit), by);
}
