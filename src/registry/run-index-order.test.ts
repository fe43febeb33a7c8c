import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { random } from '../base/random.ts';
import type { MetricBound, Registry, Run, RunQuery, RunSort } from './contract.ts';
import { openRegistry } from './open-registry.ts';

/** More than are put in order one by one. */
const RUNS = 3_000;
const STARTED = Date.UTC(2026, 0, 1);
const MODELS = ['ease', 'als', null] as const;
const METRICS = ['ndcg@10', 'rmse', 'of few'] as const;

let home: string;
let registry: Registry;
const runs: Run[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-run-order-'));
  mkdirSync(join(home, 'runs'));
  const stream = random(1, 'runs');
  for (let i = 0; i < RUNS; i++) {
    const metrics: Record<string, { value: number }> = {};
    // Few values, so that many are alike; a third of the runs has none.
    if (stream.below(3) > 0) metrics['ndcg@10'] = { value: stream.below(40) / 40 };
    if (stream.below(2) > 0) metrics['rmse'] = { value: stream.below(5) };
    if (i % 100 === 0) metrics['of few'] = { value: -stream.below(7) };
    const run: Run = {
      id: `20260101T000000Z-train-${stream
        .below(2 ** 30)
        .toString(16)
        .padStart(8, '0')}${String(i).padStart(4, '0')}`,
      kind: stream.below(4) > 0 ? 'train' : 'evaluate',
      status: 'done',
      startedMs: STARTED + stream.below(1_000) * 1_000,
      endedMs: STARTED + 1_000_000 + stream.below(1_000) * 1_000,
      snapshotId: `s${stream.below(3)}`,
      model: MODELS[stream.below(3)],
      config: {},
      seed: 1,
      codeVersion: 'x',
      timingsMs: {},
      metrics,
      notes: '',
      tags: [...(stream.below(3) > 0 ? ['common'] : []), ...(i % 150 === 0 ? ['rare'] : [])],
      reports: [],
    };
    runs.push(run);
    writeFileSync(join(home, 'runs', `${run.id}.json`), JSON.stringify(run));
  }
  registry = openRegistry({ home, clock: fixedClock(STARTED) });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const COMPARE = {
  '>=': (a: number, b: number) => a >= b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '<': (a: number, b: number) => a < b,
  '=': (a: number, b: number) => a === b,
} as const;

/** The plain way: every run is looked at. */
function findPlainly(query: RunQuery): { ids: string[]; total: number } {
  const valueOf = (run: Run, metric: string): number | null => run.metrics[metric]?.value ?? null;
  const found = runs.filter(
    (run) =>
      (query.kind === undefined || run.kind === query.kind) &&
      (query.model === undefined || run.model === query.model) &&
      (query.snapshotId === undefined || run.snapshotId === query.snapshotId) &&
      (query.sinceMs === undefined || run.startedMs >= query.sinceMs) &&
      (query.tags ?? []).every((tag) => run.tags.includes(tag)) &&
      (query.bounds ?? []).every(({ metric, compared, value }) => {
        const own = valueOf(run, metric);
        return own !== null && COMPARE[compared](own, value);
      }),
  );
  const { by, descending } = query.sort ?? { by: 'started', descending: true };
  const keyOf = (run: Run): number | string | null => {
    if (by === 'started') return run.startedMs;
    if (by === 'seconds') return (run.endedMs! - run.startedMs) / 1000;
    return by === 'model' ? run.model : valueOf(run, by);
  };
  const order = <T extends number | string>(a: T, b: T): number => (descending ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0);
  found.sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
      return order(a.id, b.id);
    }
    return order(one, other) || order(a.id, b.id);
  });
  const { offset = 0, limit = Infinity } = query;
  return { ids: found.slice(offset, offset + limit).map(({ id }) => id), total: found.length };
}

const metric = fc.constantFrom(...METRICS);
const bound: fc.Arbitrary<MetricBound> = fc.record({
  metric,
  compared: fc.constantFrom('>=', '<=', '>', '<', '=' as const),
  value: fc.constantFrom(-3, 0, 0.5, 0.975, 2, 4),
});
const sort: fc.Arbitrary<RunSort> = fc.record({
  by: fc.oneof(metric, fc.constantFrom('started', 'seconds', 'model', 'no such metric')),
  descending: fc.boolean(),
});
const query: fc.Arbitrary<RunQuery> = fc.record(
  {
    kind: fc.constantFrom('train', 'evaluate' as const),
    model: fc.constantFrom('ease', 'als'),
    snapshotId: fc.constantFrom('s0', 's1', 'none'),
    sinceMs: fc.integer({ min: STARTED, max: STARTED + 1_000_000 }),
    tags: fc.subarray(['common', 'rare']),
    bounds: fc.array(bound, { maxLength: 2 }),
    sort,
    limit: fc.integer({ min: 0, max: 60 }),
    offset: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: RUNS })),
  },
  { requiredKeys: [] },
);

describe('runs among thousands', () => {
  it('are found and put in order as by looking at every one, whatever is asked', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const { runs: found, total } = registry.findRuns(asked);
        expect({ ids: found.map(({ id }) => id), total }).toEqual(findPlainly(asked));
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('are given page by page without gap or repetition, those without the metric last', () => {
    for (const descending of [true, false]) {
      const asked = { sort: { by: 'ndcg@10', descending } };
      const pages: string[] = [];
      for (let offset = 0; offset < RUNS; offset += 700) {
        pages.push(...registry.findRuns({ ...asked, limit: 700, offset }).runs.map(({ id }) => id));
      }
      expect(pages).toEqual(findPlainly(asked).ids);
    }
  });
});
