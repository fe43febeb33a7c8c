import { describe, expect, it } from 'vitest';
import { createHeap } from './heap.ts';
import { instantiate, readModule } from './module.ts';
import { startThreads, type Threads } from './threads.ts';

/** Threads without the checks that stand before them, and a call that succeeds or fails on a chosen thread. */
async function startUnchecked(count: number): Promise<{
  readonly threads: Threads;
  readonly invert: (ownBytes: number) => number;
}> {
  const heap = createHeap(2 ** 26);
  const module = await readModule();
  const threads = await startThreads(count, module, heap.memory, instantiate(module, heap.memory));
  const n = 200;
  const A = heap.f32(n * n);
  const [W, U, own] = [heap.f32(n * 16), heap.f32(n * 16), heap.f32(4096)];
  // Each thread zeroes its own room first, `ownBytes` after the one before: a large step leads outside of the memory.
  const invert = (ownBytes: number): number => {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) A.data[i * n + j] = i === j ? 2 : 0;
    return threads.run('spdInverse', true, A.at, n, n, 8, W.at, U.at, own.at, ownBytes);
  };
  return { threads, invert };
}

describe('startThreads', () => {
  it('throws when a kernel fails on another thread, instead of waiting for it', async () => {
    for (const count of [2, 3]) {
      const { threads, invert } = await startUnchecked(count);
      expect(invert(2048)).toBe(1);
      expect(() => invert(0x7000_0000)).toThrow(/broken kernel threads/);
      threads.close();
    }
  });

  it('refuses further calls after a failure, and closes all the same', async () => {
    const { threads, invert } = await startUnchecked(2);
    expect(() => invert(0x7000_0000)).toThrow(/broken kernel threads/);
    expect(() => invert(2048)).toThrow(/broken kernel threads/);
    threads.close();
    expect(() => invert(2048)).toThrow(/closed/);
  });

  it('throws when a kernel fails on the calling thread', async () => {
    const { threads } = await startUnchecked(2);
    expect(() => threads.run('gram', true, -64, -64, 1000, 8, 0, 256, -64, -64, 64)).toThrow(/broken kernel threads/);
    threads.close();
  });

  it('runs many short calls in a row', async () => {
    const { threads, invert } = await startUnchecked(3);
    for (let call = 0; call < 300; call++) expect(invert(2048)).toBe(1);
    threads.close();
  });
});
