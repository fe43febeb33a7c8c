/** How do the kernels compare with numpy and implicit, on the same matrix, in one sitting, the two in turn? */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kernels, openKernels } from '../src/kernels/index.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';
import { type AlsProblem, drawFactors, prepareAls, putMatrix } from './kernels.ts';
import { installPeer, type Peer, startPeer } from './peers/start-peer.ts';
import { type BinaryMatrix, drawMatrix, transposeMatrix } from './synthetic-matrix.ts';

const [USERS, ITEMS, STORED, SEED, REGULARIZATION] = [6040, 3706, 1_000_000, 42, 400];
const ROUNDS = 7;

export async function run(): Promise<Result> {
  const obstacle = installPeer('implicit');
  if (obstacle !== null) return { question: 'peers', measurements: [], skipped: obstacle };
  const threads = Math.min(2, availableParallelism());
  const folder = mkdtempSync(join(tmpdir(), 'butaca-peers-'));
  const kernels = await openKernels({ threads });
  const peer = startPeer('implicit', 'kernels.py');
  try {
    const X = drawMatrix(USERS, ITEMS, STORED, SEED);
    writeFileSync(join(folder, 'indptr.i32'), X.indptr);
    writeFileSync(join(folder, 'indices.i32'), X.indices);
    const request = { ask: 'load', folder, rows: USERS, columns: ITEMS, regularization: REGULARIZATION };
    const { versions } = await peer.ask<{ versions: unknown }>(request);
    const parts = [await compareInverse(kernels, peer, X, threads)];
    for (const f of [64, 128]) parts.push(await compareAls(kernels, peer, X, f, threads, folder));
    return {
      question: 'peers',
      measurements: parts.flatMap(({ measurements }) => measurements),
      figures: parts.flatMap(({ figures }) => figures),
      notes: [
        `Peers: ${JSON.stringify(versions)}; all with ${threads} threads unless said; ours and theirs in turn.`,
        `Matrix: ${USERS} × ${ITEMS}, ${STORED} entries, synthetic, seed ${SEED}, exported to the peer.`,
        'A ratio is the median time of the peer divided by ours; for numpy the faster of 1 and 2 BLAS threads counts.',
      ],
    };
  } finally {
    peer.close();
    kernels.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Comparison {
  readonly measurements: Measurement[];
  readonly figures: Figure[];
}

/** One thing to be timed: returns its milliseconds. */
interface Contender {
  readonly name: string;
  readonly time: () => Promise<number>;
}

/** Runs all contenders in turn, in the opposite order every other round, after one round that does not count. */
async function runInTurn(contenders: readonly Contender[]): Promise<Map<string, Measurement>> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -1; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    for (const { name, time } of order) {
      const ms = await time();
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  return new Map([...times].map(([name, rounds]) => [name, summarize(name, rounds)]));
}

/** A contender that runs here. */
function ours(name: string, work: () => unknown, prepare?: () => void): Contender {
  return {
    name,
    time: async () => {
      prepare?.();
      const start = performance.now();
      await work();
      return performance.now() - start;
    },
  };
}

const theirs = (peer: Peer, name: string, request: Readonly<Record<string, unknown>>): Contender => ({
  name,
  time: async () => (await peer.ask<{ ms: number }>(request)).ms,
});

/** How many times longer the fastest of `others` took. */
function ratio(found: Map<string, Measurement>, own: string, others: readonly string[]): number {
  const median = (name: string): number => found.get(name)?.median ?? NaN;
  return Math.min(...others.map(median)) / median(own);
}

async function compareInverse(kernels: Kernels, peer: Peer, X: BinaryMatrix, threads: number): Promise<Comparison> {
  const { heap } = kernels;
  const mark = heap.mark();
  const sparse = putMatrix(kernels, X);
  const turned = putMatrix(kernels, transposeMatrix(X));
  const G = heap.f32(ITEMS * ITEMS);
  kernels.sparseGram(G, sparse, turned, ITEMS, REGULARIZATION);
  const gram = G.data.slice();

  kernels.spdInverse(G, ITEMS, ITEMS);
  const { sample } = await peer.ask<{ sample: number[] }>({ ask: 'inverse', threads });
  sample.forEach((expected, at) => {
    const value = G.data[Math.floor(at / 8) * ITEMS + (at % 8)];
    if (Math.abs(value - expected) > 1e-6 + 1e-3 * Math.abs(expected)) {
      throw new Error(`the two inverses differ at ${at}: ${value} and ${expected}`);
    }
  });

  const inverses = [1, threads].map((count) => `numpy.linalg.inv ${ITEMS} f32, BLAS threads ${count}`);
  const fits = [1, threads].map((count) => `EASE fit: scipy + numpy, BLAS threads ${count}`);
  const found = await runInTurn([
    ours(
      `spdInverse ${ITEMS}`,
      () => kernels.spdInverse(G, ITEMS, ITEMS),
      () => G.data.set(gram),
    ),
    ...inverses.map((name, at) => theirs(peer, name, { ask: 'inverse', threads: [1, threads][at] })),
    theirs(peer, 'LAPACK spotrf + spotri', { ask: 'cholesky', threads }),
    ours('EASE fit: sparseGram + spdInverse', () => {
      kernels.sparseGram(G, sparse, turned, ITEMS, REGULARIZATION);
      kernels.spdInverse(G, ITEMS, ITEMS);
    }),
    ...fits.map((name, at) => theirs(peer, name, { ask: 'ease', threads: [1, threads][at] })),
  ]);
  heap.release(mark);
  const own = `spdInverse ${ITEMS}`;
  return {
    measurements: [...found.values()],
    figures: [
      { name: 'spdInverse against numpy.linalg.inv', value: ratio(found, own, inverses), unit: 'times', goal: '≥ 3' },
      { name: 'spdInverse against LAPACK', value: ratio(found, own, ['LAPACK spotrf + spotri']), unit: 'times' },
      {
        name: 'EASE fit against scipy + numpy',
        value: ratio(found, 'EASE fit: sparseGram + spdInverse', fits),
        unit: 'times',
      },
    ],
  };
}

async function compareAls(
  kernels: Kernels,
  peer: Peer,
  X: BinaryMatrix,
  f: number,
  threads: number,
  folder: string,
): Promise<Comparison> {
  const mark = kernels.heap.mark();
  const start = drawFactors(f, USERS, ITEMS);
  writeFileSync(join(folder, `users-${f}.f32`), start.users);
  writeFileSync(join(folder, `items-${f}.f32`), start.items);
  const problem: AlsProblem = prepareAls(
    kernels,
    putMatrix(kernels, X),
    putMatrix(kernels, transposeMatrix(X)),
    f,
    start,
  );
  const names = [`ALS f = ${f}, one iteration`, `implicit ALS f = ${f}, one iteration`] as const;
  const found = await runInTurn([
    ours(names[0], problem.iterate),
    theirs(peer, names[1], { ask: 'als_iteration', factors: f, threads, folder }),
  ]);

  const users = join(folder, `own-users-${f}.f32`);
  const items = join(folder, `own-items-${f}.f32`);
  writeFileSync(users, problem.users.data.slice());
  writeFileSync(items, problem.items.data.slice());
  const own = await peer.ask<{ loss: number }>({ ask: 'loss', factors: f, users, items });
  const other = await peer.ask<{ loss: number }>({ ask: 'loss', factors: f });
  kernels.heap.release(mark);
  return {
    measurements: [...found.values()],
    figures: [
      {
        name: `ALS f = ${f} against implicit`,
        value: ratio(found, names[0], [names[1]]),
        unit: 'times',
        ...(f === 64 ? { goal: '≥ 1.8' } : {}),
      },
      { name: `ALS f = ${f}: loss after equal iterations, ours / implicit's`, value: own.loss / other.loss, unit: '' },
    ],
  };
}
