import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { drawNumbers, drawSparse, findDisagreements, generatorOf, putSparse } from './agreement.ts';
import { type Kernels, openKernels, type RatingBlocks, reference } from './index.ts';

const opened = await Promise.all([1, 2, 3].map((threads) => openKernels({ threads })));
afterAll(() => opened.forEach((kernels) => kernels.close()));

const options = { mean: 3.5, learningRate: 0.02, regularization: 0.1 };

/** Ratings of `rows` users in stripes of equal size, and numbers to start from. */
function drawProblem(rows: number, columns: number, count: number, stripes: number, f: number) {
  const generator = generatorOf(rows, columns, count, stripes, f);
  const drawn = Array.from({ length: count }, () => [generator.below(rows), generator.below(columns)] as const);
  const stripe = (num: number, of: number): number => Math.floor((num * stripes) / of);
  const blockOf = ([user, item]: readonly [number, number]): number =>
    stripe(user, rows) * stripes + stripe(item, columns);
  drawn.sort((a, b) => blockOf(a) - blockOf(b));
  const bounds = new Int32Array(stripes ** 2 + 1);
  for (const pair of drawn) bounds[blockOf(pair) + 1]++;
  for (let block = 0; block < stripes ** 2; block++) bounds[block + 1] += bounds[block];
  const small = (length: number): Float32Array => drawNumbers(generator, length).map((x) => x * 0.1);
  return {
    R: {
      stripes,
      bounds,
      users: Int32Array.from(drawn, ([user]) => user),
      items: Int32Array.from(drawn, ([, item]) => item),
      values: Float32Array.from(drawn, () => 1 + generator.below(5)),
    },
    start: [small(rows * f), small(columns * f), small(rows), small(columns)] as const,
  };
}

/** The four arrays after two passes: of each number of threads, and of the twin. */
function descend(rows: number, columns: number, count: number, stripes: number, f: number) {
  const { R, start } = drawProblem(rows, columns, count, stripes, f);
  const found = opened.map((kernels: Kernels) => {
    const { heap } = kernels;
    const mark = heap.mark();
    const [P, Q, userBias, itemBias] = start.map((values) => heap.f32From([...values, 7777]));
    const blocks: RatingBlocks = {
      stripes,
      rows,
      columns,
      bounds: heap.i32From(R.bounds),
      users: heap.i32From(R.users),
      items: heap.i32From(R.items),
      values: heap.f32From(R.values),
    };
    for (let pass = 0; pass < 2; pass++) kernels.sgdEpoch(P, Q, userBias, itemBias, blocks, f, options);
    const result = [P, Q, userBias, itemBias].map(({ data }) => data.slice());
    heap.release(mark);
    return result;
  });
  const expected = start.map((values) => Float64Array.from(values));
  for (let pass = 0; pass < 2; pass++) {
    reference.sgdEpoch(expected[0], expected[1], expected[2], expected[3], R, f, options);
  }
  return { found, expected };
}

describe('sgdEpoch', () => {
  it.each([4, 8, 12, 20, 100])('agrees with its plain twin for f = %i', (f) => {
    for (const [rows, columns, count, stripes] of [
      [1, 1, 1, 1],
      [1, 1, 0, 3],
      [7, 5, 60, 2],
      [33, 41, 900, 5],
    ] as const) {
      const { found, expected } = descend(rows, columns, count, stripes, f);
      for (const arrays of found) {
        for (const [at, values] of expected.entries()) {
          expect(findDisagreements(arrays[at].subarray(0, -1), values, 2e-4), `${rows}×${columns}`).toEqual([]);
          expect(arrays[at].at(-1)).toBe(7777);
        }
      }
    }
  });

  it('agrees with its plain twin at any size, in any number of stripes', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), fc.nat(600));
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }), (shape, stripes, quarter) => {
        const [rows, columns, count] = shape;
        const { found, expected } = descend(rows, columns, count, stripes, 4 * quarter);
        for (const arrays of found) {
          for (const [at, values] of expected.entries()) {
            expect(findDisagreements(arrays[at].subarray(0, -1), values, 1e-3)).toEqual([]);
          }
          expect(arrays).toEqual(found[0]);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('gives the same bits for any number of threads', () => {
    const { found } = descend(160, 128, 9000, 8, 64);
    for (const arrays of found.slice(1)) expect(arrays).toEqual(found[0]);
  });

  it('moves one rating by hand', () => {
    // r = 5, mean 3, biases 0, p = q = (1, 0, 0, 0): e = 5 − 3 − 1 = 1; with η = 0.5, λ = 0.1 each bias becomes 0.5,
    // p₀ = 1 + 0.5·(1·1 − 0.1·1) = 1.45, and q₀ the same from the old p.
    const kernels = opened[0];
    const { heap } = kernels;
    const mark = heap.mark();
    const [P, Q] = [heap.f32From([1, 0, 0, 0]), heap.f32From([1, 0, 0, 0])];
    const [userBias, itemBias] = [heap.f32(1), heap.f32(1)];
    const one = { bounds: heap.i32From([0, 1]), users: heap.i32(1), items: heap.i32(1), values: heap.f32From([5]) };
    const R = { stripes: 1, rows: 1, columns: 1, ...one };
    kernels.sgdEpoch(P, Q, userBias, itemBias, R, 4, { mean: 3, learningRate: 0.5, regularization: 0.1 });
    expect([P.data[0], Q.data[0]].map((x) => x.toFixed(5))).toEqual(['1.45000', '1.45000']);
    expect([userBias.data[0], itemBias.data[0], P.data[1]]).toEqual([0.5, 0.5, 0]);
    heap.release(mark);
  });

  it('refuses ratings outside of the factors, bounds out of order and odd lengths', () => {
    const kernels = opened[0];
    const { heap } = kernels;
    const mark = heap.mark();
    const [P, bias] = [heap.f32(8), heap.f32(2)];
    const call = (f: number, bounds: number[], users: number[], items: number[]) => (): void => {
      const lists = { bounds: heap.i32From(bounds), users: heap.i32From(users), items: heap.i32From(items) };
      kernels.sgdEpoch(
        P,
        P,
        bias,
        bias,
        { stripes: 1, rows: 2, columns: 2, ...lists, values: heap.f32(2) },
        f,
        options,
      );
    };
    expect(call(4, [0, 2], [0, 2], [0, 1])).toThrow(/users in block 0/);
    expect(call(4, [0, 2], [0, 1], [0, -1])).toThrow(/items in block 0/);
    expect(call(4, [0, 3], [0, 1], [0, 1])).toThrow(/within 2 ratings/);
    expect(call(6, [0, 2], [0, 1], [0, 1])).toThrow(/multiple of 4/);
    expect(call(8, [0, 2], [0, 1], [0, 1])).toThrow(/length of P/);
    heap.release(mark);
  });
});

/** Rows in rounds × parts groups of random lengths, some of them empty. */
function drawGroups(rows: number, parts: number, rounds: number): Int32Array {
  const generator = generatorOf('groups', rows, parts, rounds);
  const inner = Array.from({ length: parts * rounds - 1 }, () => generator.below(rows + 1)).sort((a, b) => a - b);
  return Int32Array.from([0, ...inner, rows]);
}

/** The five arrays after two passes: of each number of threads, and of the twin. */
function descendImplicit(rows: number, columns: number, parts: number, rounds: number, f: number, share = 0.4) {
  const generator = generatorOf('implicit', rows, columns, f);
  const R = drawSparse(generator, rows, columns, share, () => 1 + generator.below(5));
  const sizes = [rows * f, columns * f, columns * f, rows, columns];
  const start = sizes.map((length) => drawNumbers(generator, length).map((x) => x * 0.1));
  const bounds = drawGroups(rows, parts, rounds);
  const found = opened.map((kernels) => {
    const { heap } = kernels;
    const mark = heap.mark();
    const [P, Q, Y, userBias, itemBias] = start.map((values) => heap.f32From([...values, 7777]));
    const groups = { parts, rounds, bounds: heap.i32From(bounds) };
    const ratings = putSparse(heap, R);
    for (let pass = 0; pass < 2; pass++) {
      kernels.implicitEpoch(P, Q, Y, userBias, itemBias, ratings, groups, f, options);
    }
    const result = [P, Q, Y, userBias, itemBias].map(({ data }) => data.slice());
    heap.release(mark);
    return result;
  });
  const [P, Q, Y, userBias, itemBias] = start.map((values) => Float64Array.from(values));
  for (let pass = 0; pass < 2; pass++) {
    reference.implicitEpoch(P, Q, Y, userBias, itemBias, R, { parts, rounds, bounds }, f, options);
  }
  return { found, expected: [P, Q, Y, userBias, itemBias] };
}

describe('implicitEpoch', () => {
  it.each([4, 8, 12, 20])('agrees with its plain twin for f = %i', (f) => {
    for (const [rows, columns, parts, rounds] of [
      [0, 3, 1, 1],
      [0, 3, 2, 3],
      [1, 1, 1, 1],
      [1, 1, 3, 1],
      [9, 12, 1, 4],
      [9, 12, 2, 2],
      [40, 33, 3, 5],
      [40, 130, 4, 3],
    ] as const) {
      const { found, expected } = descendImplicit(rows, columns, parts, rounds, f);
      for (const arrays of found) {
        for (const [at, data] of arrays.entries()) {
          const where = `${rows}×${columns}, ${rounds}×${parts}`;
          expect(findDisagreements(data.subarray(0, -1), expected[at], 2e-4), where).toEqual([]);
          expect(data.at(-1)).toBe(7777);
        }
      }
    }
  });

  it('gives the same bits for any number of threads', () => {
    const { found } = descendImplicit(160, 128, 5, 4, 64);
    for (const arrays of found.slice(1)) expect(arrays).toEqual(found[0]);
  });

  it('adds up what two parts changed, by hand', () => {
    // Two users, each in a part of its own, rate the same item 5; mean 3, all vectors and biases 0, η = 0.5, λ = 0.
    // Each part moves the item's bias from 0 to 0.5·2 = 1; together 0 + 1 + 1 = 2, where a plain pass would have found 1 + 0.5·1.
    const kernels = opened[1];
    const { heap } = kernels;
    const mark = heap.mark();
    const [P, Q, Y] = [heap.f32(8), heap.f32(4), heap.f32(4)];
    const [userBias, itemBias] = [heap.f32(2), heap.f32(1)];
    const R = putSparse(heap, { rows: 2, columns: 1, indptr: [0, 1, 2], indices: [0, 0], values: [5, 5] });
    const groups = { parts: 2, rounds: 1, bounds: heap.i32From([0, 1, 2]) };
    const step = { mean: 3, learningRate: 0.5, regularization: 0 };
    kernels.implicitEpoch(P, Q, Y, userBias, itemBias, R, groups, 4, step);
    expect([...userBias.data, ...itemBias.data]).toEqual([1, 1, 2]);
    heap.release(mark);
  });

  it('refuses a matrix without ratings and groups that leave rows out', () => {
    const kernels = opened[0];
    const { heap } = kernels;
    const mark = heap.mark();
    const block = heap.f32(8);
    const call =
      (values: number[] | undefined, bounds: number[], parts = 1) =>
      (): void => {
        const R = putSparse(heap, { rows: 1, columns: 1, indptr: [0, 1], indices: [0], ...(values && { values }) });
        const groups = { parts, rounds: 1, bounds: heap.i32From(bounds) };
        kernels.implicitEpoch(block, block, block, block, block, R, groups, 4, options);
      };
    expect(call(undefined, [0, 1])).toThrow(/missing values/);
    expect(call([5], [0, 0])).toThrow(/bounds of groups/);
    expect(call([5], [1, 1])).toThrow(/bounds of groups/);
    expect(call([5], [0, 2, 1], 2)).toThrow(/bounds of groups/);
    expect(call([5], [0, 1], 2)).toThrow(/length of bounds/);
    expect(call([5], [0, 1], 0)).toThrow(/parts/);
    heap.release(mark);
  });
});
