/** How long does one whole-catalogue score take for each model, and the explanation of a list of ten? */
import { availableParallelism } from 'node:os';
import { silent } from '../src/base/progress.ts';
import { openKernels } from '../src/kernels/index.ts';
import { models } from '../src/models/index.ts';
import { type Figure, measure, type Measurement, type Result } from './harness.ts';
import { openSample, queriesOf, trainingDataOf } from './sample.ts';

const SEED = 42;
const N = 10;
/** Reasons asked for each title of a list. */
const REASONS = 3;

export async function run(): Promise<Result> {
  const snapshot = await openSample();
  const data = trainingDataOf(snapshot);
  const queries = queriesOf(data);
  const measurements: Measurement[] = [];
  const figures: Figure[] = [];
  for (const [name, definition] of Object.entries(models)) {
    const trainer = await openKernels({ threads: Math.min(2, availableParallelism()) });
    const environment = { kernels: trainer, seed: SEED, progress: silent };
    const artifact = await definition.train(data, definition.config.parse({}), environment);
    trainer.close();
    const kernels = await openKernels();
    const scorer = definition.load(artifact, snapshot.titles, { kernels });
    try {
      const out = new Float32Array(snapshot.titles.length);
      const lists = queries.map((query) => {
        scorer.score(query, out);
        const seen = new Set(query.items);
        const items = Array.from(out.keys()).filter((item) => !seen.has(item) && !Number.isNaN(out[item]));
        return items.sort((a, b) => out[b] - out[a]).slice(0, N);
      });
      if (lists.some((list) => list.length !== N)) throw new Error(`${name} gave a list of fewer than ${N}`);
      const scoring = await measure(
        `${name}: score`,
        rotate(queries, (query) => scorer.score(query, out)),
        {
          repeat: queries.length,
        },
      );
      const both = await measure(
        `${name}: score and explain ${N}`,
        rotate(queries, (query, at) => {
          scorer.score(query, out);
          for (const item of lists[at]) scorer.explain(query, item, REASONS);
        }),
        { repeat: queries.length },
      );
      measurements.push(scoring, both);
      figures.push({ name: `${name}: kernel memory`, value: kernels.heap.used / 1e6, unit: 'MB' });
      if (name === 'hybrid') {
        figures.push(
          { name: 'hybrid: score', value: scoring.median, unit: 'ms', goal: '≤ 0.25' },
          { name: `hybrid: explain ${N}`, value: both.median - scoring.median, unit: 'ms', goal: '≤ 0.1' },
        );
      }
    } finally {
      scorer.close();
    }
  }
  const mean = data.interactions.indices.length / Math.max(1, data.interactions.users);
  return {
    question: 'scoring',
    measurements,
    figures,
    notes: [`sample: ${snapshot.titles.length} titles, real histories of ${mean.toFixed(0)} on average; one thread`],
  };
}

/** A function that takes the next query at every call. */
function rotate<T>(queries: readonly T[], work: (query: T, at: number) => void): () => void {
  let next = 0;
  return () => {
    const at = next++ % queries.length;
    work(queries[at], at);
  };
}
