import type { Clock } from '../base/clock.ts';
import type { AskedBenchmark, BenchmarkRecord, KeptPredictor } from '../evaluation/index.ts';
import { openRegistry, type Run, type RunOutcome } from '../registry/index.ts';
import { writeCases } from './case-figures.ts';
import { codeVersion } from './code-version.ts';
import { BASELINE } from './figures.ts';
import { runSegments } from './run-segments.ts';

export interface RecordedBenchmark extends BenchmarkRecord {
  /** Records what a predictor of stars missed by. */
  finishStars(kept: KeptPredictor): void;
  /** The runs that ended well, in their order. */
  readonly runs: readonly Run[];
  /** Records that what was begun did not end. */
  fail(error: unknown): void;
}

/** Digits that errors in stars are kept with. */
const DIGITS = 5;

/**
 * Records each model of a benchmark as a run of its own, tagged with the protocol: settings found, figures with intervals, segments, and
 * what each user got, so that any two runs of one protocol, files and split can be compared in pairs.
 */
export function recordBenchmark(home: string, clock: Clock, asked: AskedBenchmark): RecordedBenchmark {
  const registry = openRegistry({ home, clock });
  const { protocol, sha256: data, split, trials, seed } = asked;
  const config = { protocol, data, split, trials };
  const begun = new Map<string, string>();
  const runs: Run[] = [];

  function finish(
    model: string,
    cases: readonly string[],
    figures: Readonly<Record<string, readonly number[]>>,
    outcome: RunOutcome & { readonly metrics: Run['metrics'] },
  ): void {
    const id = begun.get(model)!;
    const named = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
      Object.fromEntries(Object.entries(of).map(([metric, value]) => [`${protocol} ${metric}`, value]));
    const reports = [writeCases(registry, id, [{ id: protocol, factors: [cases], figures: named(figures) }])];
    registry.finishRun(id, { ...outcome, metrics: named(outcome.metrics), reports });
    begun.delete(model);
    runs.push(registry.annotateRun(id, { tags: [protocol] }));
  }

  return {
    runs,
    begin(model) {
      begun.set(model, registry.startRun({ kind: 'benchmark', model, config, seed, codeVersion: codeVersion() }).id);
    },
    finish({ row, segments, cases, figures }) {
      const { tuning, training, scoring } = row.seconds;
      const values = Object.entries(figures).map(([metric, column]) => [metric, Array.from(column)] as const);
      finish(row.name, cases, Object.fromEntries(values), {
        config: { ...config, settings: row.tuned.map(({ settings }) => settings) },
        metrics: { ...row.metrics, ...(row.gain === null ? {} : { [`gain over ${BASELINE}`]: row.gain }) },
        segments: runSegments(protocol, segments, row.name, BASELINE),
        timingsMs: { tuning: 1000 * tuning, training: 1000 * training, scoring: 1000 * scoring },
      });
    },
    finishStars({ name, errors: { rmse, mae }, users, missed }) {
      const figure = (of: (error: number) => number): number[] =>
        Array.from(missed, (error) => Number(of(error).toFixed(DIGITS)));
      const figures = { mae: figure(Math.abs), mse: figure((error) => error * error) };
      const mse = figures.mse.reduce((sum, value) => sum + value, 0) / figures.mse.length;
      finish(name, Array.from(users, String), figures, { metrics: { rmse, mae, mse: { value: mse } } });
    },
    fail(error) {
      for (const id of begun.values()) registry.failRun(id, error);
      begun.clear();
    },
  };
}
