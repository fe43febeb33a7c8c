/** The shipped sample as a snapshot in a temporary workspace, for benchmarks that train on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { importSources, openSnapshot, type Snapshot } from '../src/dataset/index.ts';
import type { Query, TrainingData } from '../src/models/index.ts';
import { preferenceWeight } from '../src/models/index.ts';

const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));

/** Imports the sample, opens it and lets the workspace go. */
export async function openSample(): Promise<Snapshot> {
  const home = mkdtempSync(join(tmpdir(), 'sample-'));
  try {
    await importSources({ folder: SAMPLE, home, clock: systemClock, progress: silent });
    return await openSnapshot(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** All of a snapshot as training data; `now` is its latest interaction. */
export function trainingDataOf({ interactions, titles }: Snapshot): TrainingData {
  return { interactions, titles, now: interactions.times.reduce((latest, time) => Math.max(latest, time || 0), 0) };
}

/** Every user's history as a query at the time of the latest interaction of all. */
export function queriesOf(data: TrainingData): Query[] {
  const { indptr, indices, ratings, fractions, times, users } = data.interactions;
  return Array.from({ length: users }, (_, user) => {
    const start = indptr[user];
    const end = indptr[user + 1];
    return {
      items: indices.slice(start, end),
      weights: Float32Array.from({ length: end - start }, (_, at) =>
        preferenceWeight({ rating: ratings[start + at], fraction: fractions[start + at] }),
      ),
      times: times.slice(start, end),
      now: data.now,
    };
  });
}
