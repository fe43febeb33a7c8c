import { Worker } from 'node:worker_threads';
import { ButacaError } from '../../base/errors.ts';
import {
  ARGUMENTS_AT,
  ARGUMENT_COUNT,
  ARGUMENT_LIMIT,
  ARRIVED,
  CALL,
  CLOSE,
  DONE,
  FAILED,
  KERNEL,
  SEEN,
  SHARED_KERNELS,
  type SharedKernel,
  TICKET,
} from './control-block.ts';
import type { KernelExports } from './module.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Its number, from 1; the caller is 0. */
  readonly thread: number;
  readonly threads: number;
}

export interface Threads {
  /** Runs a kernel on the calling thread alone or on all; returns what it returned to the caller. Throws when a thread fails. */
  run(kernel: SharedKernel, together: boolean, ...rest: number[]): number;
  close(): void;
}

/** How long a thread may take to see a call, in milliseconds: beyond it, it is dead and not late. */
const PATIENCE_MS = 60_000;

/**
 * Starts `count − 1` worker threads over the memory and returns when all are ready. They sleep between calls, do not keep the
 * process alive, and end with close().
 */
export async function startThreads(
  count: number,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  kernels: KernelExports,
): Promise<Threads> {
  const words = new Int32Array(memory.buffer, 0, ARGUMENTS_AT / 4);
  const values = new Float64Array(memory.buffer, ARGUMENTS_AT, ARGUMENT_LIMIT);
  let broken: unknown;
  let closed = false;

  const announce = (kernel: number): void => {
    words[KERNEL] = kernel;
    Atomics.add(words, CALL, 1);
    Atomics.notify(words, CALL);
  };
  const close = (): void => {
    if (closed) return;
    closed = true;
    announce(CLOSE);
  };
  const workers = Array.from({ length: count - 1 }, (_, i) => {
    const workerData: ThreadData = { module, memory, thread: i + 1, threads: count };
    return new Worker(new URL('./thread.ts', import.meta.url), { workerData, execArgv: [] });
  });
  try {
    await Promise.all(workers.map(whenReady));
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  for (const worker of workers) {
    worker.on('error', (error) => (broken ??= error));
    worker.on('exit', (code) => {
      if (!closed) broken ??= new Error(`a kernel thread ended with code ${code}`);
    });
    worker.unref();
  }

  /** Waits until the word at `position` says that all workers are there. */
  const awaitWorkers = (position: number): void => {
    for (let spin = 0; spin < 2000; spin++) if (Atomics.load(words, position) === workers.length) return;
    for (;;) {
      const seen = Atomics.load(words, position);
      if (seen === workers.length) return;
      if (Atomics.wait(words, position, seen, PATIENCE_MS) === 'timed-out' && position === SEEN) {
        throw new Error(`only ${seen} of ${workers.length} kernel threads answered within ${PATIENCE_MS / 1000} s`);
      }
    }
  };
  const runTogether = (kernel: SharedKernel, rest: readonly number[]): number => {
    if (broken !== undefined) throw threadFailure(broken);
    if (rest.length > ARGUMENT_LIMIT) throw new RangeError(`invalid number of arguments: ${rest.length}`);
    values.set(rest);
    words[ARGUMENT_COUNT] = rest.length;
    for (const position of [ARRIVED, TICKET, FAILED, SEEN, DONE]) words[position] = 0;
    announce(SHARED_KERNELS.indexOf(kernel));
    try {
      awaitWorkers(SEEN);
      const result = kernels[kernel](0, count, ...rest);
      awaitWorkers(DONE);
      if (Atomics.load(words, FAILED) !== 0) throw new Error(`kernel ${kernel} failed on another thread`);
      return result;
    } catch (error) {
      broken = error;
      Atomics.store(words, FAILED, 1);
      throw threadFailure(error);
    }
  };
  return {
    run(kernel, together, ...rest) {
      if (closed) throw new ButacaError('INTERNAL', 'closed kernels: open new ones');
      if (together && workers.length > 0) return runTogether(kernel, rest);
      words[TICKET] = 0;
      return kernels[kernel](0, 1, ...rest);
    },
    close,
  };
}

function whenReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      worker.off('error', reject);
      resolve();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a kernel thread ended with code ${code} before it was ready`)));
  });
}

function threadFailure(cause: unknown): ButacaError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ButacaError('INTERNAL', `broken kernel threads: ${reason}. Open new kernels.`, { cause });
}
