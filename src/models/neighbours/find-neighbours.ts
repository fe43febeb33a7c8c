import { Worker } from 'node:worker_threads';
import type { Progress } from '../../base/progress.ts';
import type { Tensor, TensorData } from '../../base/tensors.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import { buildArtifact } from '../artifact.ts';
import type { Artifact } from '../contract.ts';
import type { NeighboursConfig } from './config.ts';
import { filmsChecksum, MODEL, termHash } from './format.ts';
import { planSearch } from './plan-search.ts';
import type { SearchOutput, SearchPlan } from './search.ts';
import { type SearchTask, takeBlocks } from './take-blocks.ts';

/** Films that a thread takes at a time. */
const BLOCK = 256;

/** A copy that threads share. */
function shared<T extends Int32Array | Float32Array>(data: T): T {
  const Type = data.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Type(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}

/** The plan with all its arrays shared. */
function shareArrays<Value>(value: Value): Value {
  if (value instanceof Int32Array || value instanceof Float32Array) return shared(value);
  if (Array.isArray(value)) return value.map(shareArrays) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shareArrays<unknown>(inner)])) as Value;
}

/** Resolves when the thread has ended by itself; rejects with what stopped it. */
const untilEnd = async (worker: Worker, told: (taken: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.on('message', (taken: number) => {
      try {
        told(taken);
      } catch (error) {
        // Progress throws when the work is to stop.
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a search thread ended with ${code}`))));
  });

/** The k nearest of every film; any number of threads gives the same. */
async function searchAll(plan: SearchPlan, threads: number, progress: Progress): Promise<SearchOutput> {
  const { size, k } = plan;
  const output: SearchOutput = {
    indices: new Int32Array(new SharedArrayBuffer(4 * size * k)),
    scores: new Float32Array(new SharedArrayBuffer(4 * size * k)),
  };
  let furthest = 0;
  const told = (taken: number): void => {
    furthest = Math.max(furthest, taken);
    progress.update(furthest / Math.max(1, size));
  };
  const next = new Int32Array(new SharedArrayBuffer(4));
  if (threads === 1 || size <= BLOCK) {
    takeBlocks({ plan, output, next, block: BLOCK }, told);
    return output;
  }
  const workerData: SearchTask = { plan: shareArrays(plan), output, next, block: BLOCK };
  const workers = Array.from(
    { length: Math.min(threads, Math.ceil(size / BLOCK)) },
    () => new Worker(new URL('./search-worker.ts', import.meta.url), { workerData, execArgv: [] }),
  );
  try {
    await Promise.all(workers.map(async (worker) => untilEnd(worker, told)));
  } finally {
    await Promise.all(workers.map(async (worker) => worker.terminate()));
  }
  return output;
}

/** Words by their hashes, in increasing order of hash, with the number of overviews that hold them. */
function countWords(words: readonly string[], counts: Int32Array): { hashes: Int32Array; counts: Int32Array } {
  const hashes = Int32Array.from(words, termHash);
  const order = Int32Array.from(words.keys()).sort((a, b) => hashes[a] - hashes[b] || a - b);
  return { hashes: order.map((at) => hashes[at]), counts: order.map((at) => counts[at]) };
}

const list = (data: TensorData): Tensor => ({ shape: [data.length], data });

/**
 * Finds the nearest films of every film of a catalogue, over the whole of it (formula: planSearch), and returns them as an artifact:
 * `indices` and `scores` films × k, best first; `ids` of the films; `wordHashes` and `wordCounts`, the rarity of words. Same catalogue and
 * configuration: same bytes, with any number of threads (1 or more).
 */
export async function findNeighbours(
  films: FilmsCatalogue,
  config: NeighboursConfig,
  { threads, progress }: { threads: number; progress: Progress },
): Promise<Artifact> {
  progress.stage('film-terms');
  const { plan, words, wordCounts } = planSearch(films, config, progress);
  progress.stage('film-search');
  const { indices, scores } = await searchAll(plan, threads, progress);
  const rare = countWords(words, wordCounts);
  const table = (data: TensorData): Tensor => ({ shape: [plan.size, plan.k], data });
  const { tensors, metadata } = buildArtifact(MODEL, plan.size, config, [
    ['ids', list(films.ids)],
    ['indices', table(indices)],
    ['scores', table(scores)],
    ['wordHashes', list(rare.hashes)],
    ['wordCounts', list(rare.counts)],
  ]);
  return { tensors, metadata: { ...metadata, filmsChecksum: filmsChecksum(films.ids) } };
}
