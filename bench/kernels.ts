/** How long do the kernels take at the sizes of MovieLens 1M (training) and of a small platform's catalogue (serving)? */
import { availableParallelism } from 'node:os';
import { random } from '../src/base/random.ts';
import { type F32Block, type Kernels, openKernels, reference, type SparseBlock } from '../src/kernels/index.ts';
import { type Figure, type Measurement, measure, type Result } from './harness.ts';
import { type BinaryMatrix, drawMatrix, transposeMatrix } from './synthetic-matrix.ts';

const SEED = 42;
const USERS = 6040;
const ITEMS = 3706;
const STORED = 1_000_000;

export async function run(): Promise<Result> {
  const X = drawMatrix(USERS, ITEMS, STORED, SEED);
  const Xt = transposeMatrix(X);
  const measurements: Measurement[] = [];
  for (const threads of new Set([1, Math.min(2, availableParallelism())])) {
    const kernels = await openKernels({ threads });
    const label = `${threads} thread${threads === 1 ? '' : 's'}`;
    measurements.push(...(await measureTraining(kernels, X, Xt, label)));
    if (threads === 1) measurements.push(...(await measureServing(kernels)));
    kernels.close();
  }
  return {
    question: 'kernels',
    measurements,
    figures: measurements.filter(({ name }) => name.startsWith('spdInverse')).map(inverseSpeed),
    notes: [`Matrix: ${USERS} × ${ITEMS}, ${STORED} entries, synthetic, seed ${SEED}. Results checked before timing.`],
  };
}

/** The speed of an inverse, at the n³ operations that a symmetric one takes. */
function inverseSpeed({ name, median }: Measurement): Figure {
  return { name: `${name}, speed`, value: ITEMS ** 3 / median / 1e6, unit: 'GFLOP/s' };
}

/** Copies a matrix into the kernels' memory. */
export function putMatrix({ heap }: Kernels, X: BinaryMatrix): SparseBlock {
  return { rows: X.rows, columns: X.columns, indptr: heap.i32From(X.indptr), indices: heap.i32From(X.indices) };
}

/** Throws unless the numbers agree: no time is told of a kernel that computes something else. */
function expectClose(name: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [found[at], expected[at]];
    if (!(Math.abs(a - b) <= tolerance * (1 + Math.abs(b)))) throw new Error(`${name}[${at}] is ${a}; expected ${b}`);
  }
}

async function measureTraining(
  kernels: Kernels,
  X: BinaryMatrix,
  Xt: BinaryMatrix,
  label: string,
): Promise<Measurement[]> {
  const { heap } = kernels;
  const measurements: Measurement[] = [];
  const [sparse, turned] = [putMatrix(kernels, X), putMatrix(kernels, Xt)];
  const mark = heap.mark();

  const G = heap.f32(ITEMS * ITEMS);
  kernels.sparseGram(G, sparse, turned, ITEMS, 400);
  const original = G.data.slice();
  measurements.push(
    await measure(`sparseGram ${ITEMS}, ${label}`, () => kernels.sparseGram(G, sparse, turned, ITEMS, 400)),
  );
  checkInverse(kernels, original, G.data);
  measurements.push(
    await measure(`spdInverse ${ITEMS}, ${label}`, () => kernels.spdInverse(G, ITEMS, ITEMS), {
      prepare: () => G.data.set(original),
    }),
    await measure(`EASE: sparseGram + spdInverse ${ITEMS}, ${label}`, () => {
      kernels.sparseGram(G, sparse, turned, ITEMS, 400);
      kernels.spdInverse(G, ITEMS, ITEMS);
    }),
  );
  heap.release(mark);

  for (const f of [64, 128]) {
    const { iterate } = prepareAls(kernels, sparse, turned, f, drawFactors(f, USERS, ITEMS));
    checkAlsRow(kernels, sparse, X, f);
    measurements.push(await measure(`ALS f = ${f}, one iteration, ${label}`, iterate, { warmUp: 4, rounds: 11 }));
    heap.release(mark);
  }
  return measurements;
}

/** A·A⁻¹ = I on some columns, in f64; leaves the inverse in G. */
function checkInverse(kernels: Kernels, A: Float32Array, G: Float32Array): void {
  const mark = kernels.heap.mark();
  const block = kernels.heap.f32From(A);
  if (!kernels.spdInverse(block, ITEMS, ITEMS)) throw new Error('the Gram matrix was not positive definite');
  for (const column of [0, 1853, 3705]) {
    for (let i = 0; i < ITEMS; i += 31) {
      let sum = 0;
      for (let k = 0; k < ITEMS; k++) sum += A[i * ITEMS + k] * block.data[k * ITEMS + column];
      expectClose(`A·A⁻¹ ${i},${column}`, [sum], [i === column ? 1 : 0], 1e-3);
    }
  }
  G.set(block.data);
  kernels.heap.release(mark);
}

export interface Factors {
  readonly users: Float32Array;
  readonly items: Float32Array;
}

/** Small seeded factors to start from. */
export function drawFactors(f: number, users: number, items: number): Factors {
  const generator = random(SEED, 'factors', f);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => generator.normal() * 0.01);
  return { users: draw(users * f), items: draw(items * f) };
}

export interface AlsProblem {
  readonly users: F32Block;
  readonly items: F32Block;
  /** One whole iteration: both half steps with their Gram matrices. */
  readonly iterate: () => void;
}

/** Returns implicit ALS in the kernels' memory, ready to iterate from the given factors. */
export function prepareAls(kernels: Kernels, X: SparseBlock, Xt: SparseBlock, f: number, start: Factors): AlsProblem {
  const { heap } = kernels;
  const users = heap.f32From(start.users);
  const items = heap.f32From(start.items);
  const G = heap.f32(f * f);
  const iterate = (): void => {
    kernels.gram(G, items, X.columns, f, 0.01);
    kernels.alsStep(users, X, items, G, f, 3);
    kernels.gram(G, users, X.rows, f, 0.01);
    kernels.alsStep(items, Xt, users, G, f, 3);
  };
  return { users, items, iterate };
}

/** Holds the first rows of a half step to the plain twin. */
function checkAlsRow(kernels: Kernels, sparse: SparseBlock, X: BinaryMatrix, f: number): void {
  const { heap } = kernels;
  const mark = heap.mark();
  const generator = random(SEED, 'check', f);
  const Y = heap.f32From(Array.from({ length: ITEMS * f }, () => generator.normal() * 0.1));
  const G = heap.f32(f * f);
  for (let j = 0; j < f; j++) G.data[j * f + j] = 1;
  const users = heap.f32(USERS * f);
  kernels.alsStep(users, sparse, Y, G, f, 3);
  const expected = new Float64Array(2 * f);
  const stored = X.indptr[2];
  const rows = { ...X, rows: 2, indptr: X.indptr.subarray(0, 3), indices: X.indices.subarray(0, stored) };
  reference.alsStep(expected, rows, Y.data, G.data, f, 3);
  expectClose('alsStep', users.data.subarray(0, 2 * f), expected, 1e-3);
  heap.release(mark);
}

/** The sizes of one answer: a catalogue of 4,500 titles, a history of 100. */
async function measureServing(kernels: Kernels): Promise<Measurement[]> {
  const { heap } = kernels;
  const mark = heap.mark();
  const [items, f, count, n] = [4500, 128, 100, 200];
  const generator = random(SEED, 'serving');
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => generator.next() - 0.5);
  const B = heap.f32From(draw(items * items));
  const rows = heap.i32From(Array.from({ length: count }, () => generator.below(items)));
  const weights = heap.f32From(draw(count));
  const out = heap.f32(items);
  const Y = heap.f32From(draw(items * f));
  const x = heap.f32From(draw(f));
  const mask = heap.u8(items);
  for (let i = 0; i < items; i += 7) mask.data[i] = 1;
  const top = heap.i32(n);
  const expected = new Float64Array(items);

  kernels.multiplyVector(out, Y, x, items, f);
  reference.multiplyVector(expected, Y.data, x.data, items, f);
  expectClose('multiplyVector', out.data, expected, 1e-4);
  kernels.sumRows(out, B, rows, weights, count, items, items);
  reference.sumRows(expected, B.data, rows.data, weights.data, count, items, items);
  expectClose('sumRows', out.data, expected, 1e-4);
  const best: number[] = [];
  kernels.topN(top, out, mask, items, n);
  reference.topN(best, out.data, mask.data, items, n);
  expectClose('topN', top.data, best, 0);

  const options = { repeat: 500, rounds: 11 };
  const measurements = [
    await measure(
      `sumRows ${count} of ${items}`,
      () => {
        // Other rows at each call, as other users have other histories.
        for (let k = 0; k < count; k++) rows.data[k] = (rows.data[k] + 41) % items;
        kernels.sumRows(out, B, rows, weights, count, items, items);
      },
      options,
    ),
    await measure(`multiplyVector ${items} × ${f}`, () => kernels.multiplyVector(out, Y, x, items, f), options),
    await measure(`topN ${n} of ${items}`, () => kernels.topN(top, out, mask, items, n), options),
    await measure(`topN 10 of ${items}`, () => kernels.topN(top, out, mask, items, 10), options),
  ];
  heap.release(mark);
  return measurements;
}
