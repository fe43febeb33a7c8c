import type { Clock } from '../base/clock.ts';
import type { AskedBenchmark, BenchmarkRecord } from '../evaluation/index.ts';
import { openRegistry, type Run } from '../registry/index.ts';
import { writeCases } from './case-figures.ts';
import { codeVersion } from './code-version.ts';
import { BASELINE } from './figures.ts';
import { runSegments } from './run-segments.ts';

export interface RecordedBenchmark extends BenchmarkRecord {
  /** The runs that ended well, in their order. */
  readonly runs: readonly Run[];
  /** Records that what was begun did not end. */
  fail(error: unknown): void;
}

/**
 * Records each model of a benchmark as a run of its own, tagged with the protocol: settings found, figures with intervals, segments, and
 * what each user got, so that any two runs of one protocol, files and split can be compared in pairs.
 */
export function recordBenchmark(home: string, clock: Clock, asked: AskedBenchmark): RecordedBenchmark {
  const registry = openRegistry({ home, clock });
  const { protocol, sha256: data, split, trials, seed } = asked;
  const begun = new Map<string, string>();
  const runs: Run[] = [];
  const nameOf = (metric: string): string => `${protocol} ${metric}`;
  return {
    runs,
    begin(model) {
      const config = { protocol, data, split, trials };
      begun.set(model, registry.startRun({ kind: 'benchmark', model, config, seed, codeVersion: codeVersion() }).id);
    },
    finish({ row, segments, cases, figures }) {
      const id = begun.get(row.name)!;
      const kept = Object.entries(figures).map(([metric, values]) => [nameOf(metric), Array.from(values)] as const);
      const { tuning, training, scoring } = row.seconds;
      registry.finishRun(id, {
        config: { protocol, data, split, trials, settings: row.tuned.map(({ settings }) => settings) },
        metrics: {
          ...Object.fromEntries(Object.entries(row.metrics).map(([metric, one]) => [nameOf(metric), one])),
          ...(row.gain === null ? {} : { [`${protocol} gain over ${BASELINE}`]: row.gain }),
        },
        segments: runSegments(protocol, segments, row.name, BASELINE),
        timingsMs: { tuning: 1000 * tuning, training: 1000 * training, scoring: 1000 * scoring },
        reports: [writeCases(registry, id, [{ id: protocol, factors: [cases], figures: Object.fromEntries(kept) }])],
      });
      begun.delete(row.name);
      runs.push(registry.annotateRun(id, { tags: [protocol] }));
    },
    fail(error) {
      for (const id of begun.values()) registry.failRun(id, error);
      begun.clear();
    },
  };
}
