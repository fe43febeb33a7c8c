import { formatCsv } from '../base/format-csv.ts';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson } from '../base/hash.ts';
import type { Measured, Run } from './contract.ts';

/** How a run differs from the first one in a metric. */
export interface RunDifference extends Measured {
  /**
   * `paired`: over the same cases, resampled together. `independent`: from the two intervals as if their cases had nothing in common,
   * which is too wide where they are the same. `none`: without an interval.
   */
  readonly method: 'paired' | 'independent' | 'none';
}

export interface RunComparison {
  readonly runs: readonly Run[];
  /** All of them used one snapshot; otherwise their metrics do not answer the same question. */
  readonly sameData: boolean;
  /** What is not the same in all of them: model, seed, code, snapshot and each setting (`ease.regularization`); one value a run, null: none. */
  readonly parameters: readonly { readonly name: string; readonly values: readonly unknown[] }[];
  /** Every metric that any of them measured; one value a run, and how it differs from the first (null for the first itself). */
  readonly metrics: readonly {
    readonly name: string;
    readonly values: readonly (Measured | null)[];
    readonly differences: readonly (RunDifference | null)[];
  }[];
}

/** The difference `b − a` over the cases of both; null where those were not kept. */
export type PairedDifference = (a: Run, b: Run, metric: string) => Measured | null;

/** Settings by their path: `{ ease: { n: 2 } }` as `ease.n` → 2. */
export function flattenSettings(settings: Readonly<Record<string, unknown>>, under = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(settings)) {
    const name = under === '' ? key : `${under}.${key}`;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [inner, leaf] of flattenSettings(value as Record<string, unknown>, name)) flat.set(inner, leaf);
    } else flat.set(name, value);
  }
  return flat;
}

const parametersOf = (run: Run): Map<string, unknown> =>
  new Map<string, unknown>([
    ['kind', run.kind],
    ['model', run.model],
    ['snapshot', run.snapshotId],
    ['seed', run.seed],
    ['code', run.codeVersion],
    ...flattenSettings(run.config),
  ]);

const hasInterval = (measured: Measured): measured is Required<Measured> =>
  measured.low !== undefined && measured.high !== undefined;

/** `b − a`; the half widths of independent intervals add up as √(hₐ² + h_b²). */
function independentDifference(a: Measured, b: Measured): RunDifference {
  const value = b.value - a.value;
  if (!hasInterval(a) || !hasInterval(b)) return { value, method: 'none' };
  const below = Math.hypot(b.value - b.low, a.high - a.value);
  const above = Math.hypot(b.high - b.value, a.value - a.low);
  return { value, low: value - below, high: value + above, method: 'independent' };
}

/** What benchmarks must have in common, and what it is called. */
const ASKED = { protocol: 'protocol', data: 'files', split: 'split' } as const;

const told = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 16) : JSON.stringify(value ?? null);

/** Throws INCOMPARABLE_RUNS for a benchmark beside a run of another kind, or beside one of another protocol, files or split. */
function refuseUnlike([first, ...others]: readonly Run[]): void {
  for (const run of others) {
    if (run.kind !== 'benchmark' && first.kind !== 'benchmark') continue;
    const unlike = Object.entries(ASKED).find(
      ([key]) => canonicalJson(run.config[key] ?? null) !== canonicalJson(first.config[key] ?? null),
    );
    if (run.kind === first.kind && unlike === undefined) continue;
    const [found, expected] =
      run.kind === first.kind
        ? [run, first].map(({ config }) => `${unlike![1]} ${told(config[unlike![0]])}`)
        : [run, first].map(({ kind }) => `kind ${kind}`);
    throw new ButacaError(
      'INCOMPARABLE_RUNS',
      `incomparable runs: ${run.id} (${found}); expected ${expected}, as ${first.id}. Compare runs of the same protocol, files and split.`,
      { details: { runs: [first.id, run.id] } },
    );
  }
}

/**
 * What differs between runs: settings, and each metric against the first run, paired where `paired` knows the cases. Throws
 * INCOMPARABLE_RUNS for benchmarks that did not ask the same.
 */
export function compareRuns(runs: readonly Run[], paired: PairedDifference = () => null): RunComparison {
  refuseUnlike(runs);
  const [first, ...others] = runs;
  const settings = runs.map(parametersOf);
  const names = [...new Set(settings.flatMap((one) => [...one.keys()]))];
  const parameters = names
    .map((name) => ({ name, values: settings.map((one) => one.get(name) ?? null) }))
    .filter(({ values }) => new Set(values.map((value) => canonicalJson(value))).size > 1);
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].sort().map((name) => {
    const values = runs.map((run) => run.metrics[name] ?? null);
    const before = values[0];
    const differences = others.map((run, at): RunDifference | null => {
      const value = values[at + 1];
      if (before === null || value === null) return null;
      const difference = paired(first, run, name);
      return difference === null ? independentDifference(before, value) : { ...difference, method: 'paired' };
    });
    return { name, values, differences: [null, ...differences] };
  });
  return {
    runs,
    sameData: new Set(runs.map(({ snapshotId, config }) => snapshotId ?? config['data'])).size <= 1,
    parameters,
    metrics,
  };
}

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/**
 * A comparison as CSV, one row a run: first each setting that differs; then each metric with its value, interval, difference
 * from the first run, the interval of that and how it was found.
 */
export function comparisonToCsv({ runs, parameters, metrics }: RunComparison): string {
  const headings = ['name', 'run', 'value', 'low', 'high', 'difference', 'difference low', 'difference high', 'method'];
  const rows = [
    ...parameters.flatMap(({ name, values }) =>
      values.map((value, at) => [name, runs[at].id, cell(value), '', '', '', '', '', '']),
    ),
    ...metrics.flatMap(({ name, values, differences }) =>
      values.map((value, at) => [
        name,
        runs[at].id,
        cell(value?.value),
        cell(value?.low),
        cell(value?.high),
        cell(differences[at]?.value),
        cell(differences[at]?.low),
        cell(differences[at]?.high),
        differences[at]?.method ?? '',
      ]),
    ),
  ];
  return formatCsv(headings, rows);
}
