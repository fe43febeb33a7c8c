import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { drawNumbers, generatorOf } from './agreement.ts';
import { type Kernels, openKernels } from './index.ts';
import { compileFile } from './wasm/module.ts';

const opened: Kernels[] = [];
afterEach(() => opened.splice(0).forEach((kernels) => kernels.close()));
async function open(options?: Parameters<typeof openKernels>[0]): Promise<Kernels> {
  const kernels = await openKernels(options);
  opened.push(kernels);
  return kernels;
}

describe('the heap', () => {
  it('hands out zeroed blocks on cache-line borders, and reuses what was released', async () => {
    const { heap } = await open();
    const mark = heap.mark();
    const first = heap.f32(5);
    const second = heap.u8(3);
    expect([first.at % 64, second.at % 64]).toEqual([0, 0]);
    expect(second.at).toBeGreaterThanOrEqual(first.at + 20);
    first.data.fill(9);
    second.data.fill(9);
    heap.release(mark);
    expect(heap.mark()).toBe(mark);
    const again = heap.i32(40);
    expect(again.at).toBe(first.at);
    expect(again.data.every((value) => value === 0)).toBe(true);
  });

  it('keeps earlier views valid when it grows', async () => {
    const { heap } = await open();
    const early = heap.f32From([1, 2, 3]);
    const late = heap.f32(5_000_000);
    late.data[4_999_999] = 4;
    expect([...early.data]).toEqual([1, 2, 3]);
    expect(heap.used).toBeGreaterThan(20_000_000);
  });

  it('refuses with OUT_OF_MEMORY beyond its limit, and stays usable', async () => {
    const kernels = await open({ memoryLimit: 1_000_000 });
    expect(() => kernels.heap.f32(1_000_000)).toThrow(expect.objectContaining({ code: 'OUT_OF_MEMORY' }));
    const { used } = kernels.heap;
    expect(() =>
      kernels.multiply(kernels.heap.f32(1), kernels.heap.f32(1000), kernels.heap.f32(1000), 1, 1, 1000),
    ).not.toThrow();
    const A = kernels.heap.f32(400 * 400);
    expect(() => kernels.spdInverse(A, 400, 400)).toThrow(expect.objectContaining({ code: 'OUT_OF_MEMORY' }));
    expect(kernels.heap.used).toBeGreaterThan(used);
    expect(kernels.heap.f32(10).data.length).toBe(10);
  });

  it('refuses a mark that was not taken', async () => {
    const { heap } = await open();
    expect(() => heap.release(heap.mark() + 1)).toThrow(RangeError);
    expect(() => heap.release(-1)).toThrow(RangeError);
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses a length of %d', async (length) => {
    const { heap } = await open();
    expect(() => heap.f32(length)).toThrow(/length|memory/);
  });
});

describe('arguments', () => {
  it('refuses sizes that do not fit the blocks, before anything is written', async () => {
    const kernels = await open();
    const { heap } = kernels;
    const small = heap.f32From([1, 2, 3, 4]);
    const rows = heap.i32From([0, 1]);
    const wrong: (() => void)[] = [
      () => kernels.multiply(small, small, small, 3, 3, 1),
      () => kernels.multiply(small, small, small, -1, 2, 2),
      () => kernels.gram(small, small, 1, 4, 0),
      () => kernels.gram(small, small, 2.5, 1, 0),
      () => kernels.spdInverse(small, 3, 3),
      () => kernels.spdInverse(small, 2, 1),
      () => kernels.sumRows(small, small, rows, small, 2, 4, 4),
      () => kernels.sumRows(small, small, heap.i32From([-1]), small, 1, 2, 2),
      () => kernels.sumRows(small, small, rows, small, 3, 1, 1),
      () => kernels.multiplyVector(small, small, small, 5, 1),
      () => kernels.multiplyVector(small, small, small, 1, 5),
      () => kernels.topN(rows, small, null, 5, 1),
      () => kernels.topN(rows, small, null, 4, 3),
      () => kernels.topN(rows, small, heap.u8(3), 4, 2),
    ];
    for (const call of wrong) expect(call).toThrow(RangeError);
    expect([...small.data]).toEqual([1, 2, 3, 4]);
  });

  it('refuses sparse matrices whose bounds or columns are wrong', async () => {
    const kernels = await open();
    const { heap } = kernels;
    const Y = heap.f32(100);
    const W = heap.f32(100);
    const sparse = (rows: number, columns: number, indptr: number[], indices: number[]) => ({
      rows,
      columns,
      indptr: heap.i32From(indptr),
      indices: heap.i32From(indices),
    });
    for (const X of [
      sparse(2, 3, [0, 1], [0]),
      sparse(2, 3, [1, 1, 1], [0]),
      sparse(2, 3, [0, 2, 1], [0, 1]),
      sparse(2, 3, [0, 1, 9], [0, 1]),
      sparse(2, 3, [0, 1, 2], [0, 3]),
      sparse(2, 3, [0, 1, 5], [0, 1, 2, 0, -1]),
      sparse(-1, 3, [0], []),
    ]) {
      expect(() => kernels.sparseMultiply(Y, X, W, 2)).toThrow(RangeError);
      expect(() => kernels.alsStep(Y, X, W, W, 4, 3)).toThrow(RangeError);
      expect(() => kernels.sparseGram(Y, X, X, 3, 1)).toThrow(RangeError);
    }
    const X = sparse(2, 3, [0, 1, 2], [0, 2]);
    expect(() => kernels.sparseGram(Y, X, X, 3, 1)).toThrow(/shape of Xt/);
    const fewer = sparse(3, 2, [0, 1, 1, 1], [0]);
    expect(() => kernels.sparseGram(Y, X, fewer, 3, 1)).toThrow(/shape of Xt/);
    const unordered = sparse(2, 3, [0, 2, 2], [2, 1]);
    expect(() => kernels.sparseGram(Y, unordered, sparse(3, 2, [0, 0, 1, 2], [0, 0]), 3, 1)).toThrow(/order in row 0/);
    expect(() => kernels.alsStep(Y, X, W, W, 6, 3)).toThrow(/multiple of 4/);
    expect(() => kernels.weightTerms(X, 'bm25')).toThrow(/values/);
  });

  it('refuses a block of another heap', async () => {
    const kernels = await open();
    const other = await open();
    kernels.heap.f32(100_000);
    const foreign = other.heap.f32(16);
    expect(() => kernels.multiplyVector(foreign, foreign, foreign, 1, 1)).toThrow(RangeError);
    expect(() => kernels.multiplyVector({ at: 0, data: new Float32Array(4) }, foreign, foreign, 1, 1)).toThrow(
      RangeError,
    );
  });

  it.each([{ threads: 0 }, { threads: 65 }, { threads: 1.5 }, { memoryLimit: 10 }, { memoryLimit: 2 ** 33 }])(
    'refuses the options %o',
    async (options) => {
      await expect(openKernels(options)).rejects.toThrow(RangeError);
    },
  );
});

describe('threads', () => {
  it('give the same bits however many they are and however often they run', async () => {
    const results: Float32Array[] = [];
    for (const threads of [1, 2, 2, 3]) {
      const kernels = await open({ threads });
      const { heap } = kernels;
      const Y = heap.f32From(drawNumbers(generatorOf('bits'), 900 * 200));
      const G = heap.f32(200 * 200);
      const C = heap.f32(200 * 200);
      for (let round = 0; round < 2; round++) {
        kernels.gram(G, Y, 900, 200, 1);
        kernels.spdInverse(G, 200, 200);
        kernels.multiply(C, Y, G, 200, 200, 200);
        results.push(Float32Array.from([...G.data, ...C.data]));
      }
    }
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it('throws MISSING_BUILD when the compiled kernels are absent', async () => {
    await expect(compileFile('/nowhere/kernels.wasm')).rejects.toMatchObject({ code: 'MISSING_BUILD' });
  });

  it('refuses calls after close', async () => {
    const kernels = await open({ threads: 2 });
    const A = kernels.heap.f32From([1]);
    kernels.close();
    kernels.close();
    expect(() => kernels.spdInverse(A, 1, 1)).toThrow(RangeError);
    expect(() => kernels.heap.f32(1)).toThrow(/closed/);
  });

  it('use the memory of closed kernels again, zeroed', async () => {
    const before = await openKernels({ memoryLimit: 123_456_789 });
    before.heap.f32(3_000_000).data.fill(7);
    const { at } = before.heap.f32(1);
    before.close();
    before.close();
    const [first, second] = [await open({ memoryLimit: 123_456_789 }), await open({ memoryLimit: 123_456_789 })];
    for (const { heap } of [first, second]) {
      expect(heap.used).toBe(0);
      const block = heap.f32(3_000_001);
      expect(block.data.every((value) => value === 0)).toBe(true);
      expect(block.at).toBeLessThan(at);
    }
    const [a, b] = [first.heap.f32From([1]), second.heap.f32From([2])];
    expect([a.data[0], b.data[0]]).toEqual([1, 2]);
  });

  it('do not keep the process alive, closed or not', async () => {
    const door = fileURLToPath(new URL('./index.ts', import.meta.url));
    const script = `const { openKernels } = await import(${JSON.stringify(door)});
      await openKernels({ threads: 3 }); (await openKernels({ threads: 2 })).close(); process.stdout.write('end');`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 20_000,
    });
    expect(stdout).toBe('end');
  });
});
