/** How fast do biased factors and SVD++ train? An epoch at the size of MovieLens 1M, on one thread and on two. */
import { availableParallelism } from 'node:os';
import { random } from '../src/base/random.ts';
import { openKernels } from '../src/kernels/index.ts';
import { biasedConfig, implicitConfig, type RatingTable, trainBiased, trainImplicit } from '../src/models/index.ts';
import { type Measurement, type Result, summarize } from './harness.ts';

const SEED = 42;

export async function run(): Promise<Result> {
  const counts = [...new Set([1, Math.min(2, availableParallelism())])];
  const measurements: Measurement[] = [];
  for (const method of ['biased factors', 'SVD++'] as const) {
    for (const threads of counts) measurements.push(await measureEpoch(method, threads));
  }
  return { question: 'ratings-speed', measurements, notes: ['Against Surprise and LensKit: side-by-side.'] };
}

/** One epoch at the size of MovieLens 1M: 6,040 × 3,706, a million ratings, popular items more often. */
async function measureEpoch(method: 'biased factors' | 'SVD++', threads: number): Promise<Measurement> {
  const [users, items, count] = [6040, 3706, 1_000_000];
  const stream = random(SEED, 'ratings');
  const table: RatingTable = {
    users,
    items,
    userNums: Int32Array.from({ length: count }, () => stream.below(users)),
    itemNums: Int32Array.from({ length: count }, () => Math.floor(items * stream.next() ** 2)),
    stars: Float32Array.from({ length: count }, () => 1 + stream.below(5)),
  };
  const kernels = await openKernels({ threads });
  let last = 0;
  const times: number[] = [];
  const progress = {
    stage: () => undefined,
    update: () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
    },
  };
  last = performance.now();
  const [options, tools] = [
    { factors: 100, epochs: 16 },
    { kernels, seed: SEED, progress },
  ];
  if (method === 'SVD++') trainImplicit(table, implicitConfig.parse(options), tools);
  else trainBiased(table, biasedConfig.parse(options), tools);
  kernels.close();
  // The first epoch also holds the arrangement of the ratings.
  return summarize(
    `${method}, f = 100, one epoch of 1M ratings, ${threads} thread${threads === 1 ? '' : 's'}`,
    times.slice(2),
  );
}
