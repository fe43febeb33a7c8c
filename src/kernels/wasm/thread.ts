/** A worker thread of the kernels: sleeps until a call is announced in shared memory, runs its share, and sleeps again. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  ARGUMENTS_AT,
  ARGUMENT_COUNT,
  ARGUMENT_LIMIT,
  CALL,
  DONE,
  FAILED,
  KERNEL,
  SEEN,
  SHARED_KERNELS,
} from './control-block.ts';
import { instantiate } from './module.ts';
import type { ThreadData } from './threads.ts';

/** Looks this often at the call counter before sleeping: calls of one training step follow each other closely. */
const SPINS = 4000;

const { module, memory, thread, threads } = workerData as ThreadData;
const kernels = instantiate(module, memory);
const words = new Int32Array(memory.buffer, 0, ARGUMENTS_AT / 4);
const values = new Float64Array(memory.buffer, ARGUMENTS_AT, ARGUMENT_LIMIT);

function awaitCall(last: number): number {
  for (let spin = 0; spin < SPINS; spin++) {
    const call = Atomics.load(words, CALL);
    if (call !== last) return call;
  }
  Atomics.wait(words, CALL, last);
  return Atomics.load(words, CALL);
}

function announce(position: number): void {
  Atomics.add(words, position, 1);
  Atomics.notify(words, position);
}

let last = Atomics.load(words, CALL);
parentPort?.postMessage('ready', []);
for (;;) {
  const call = awaitCall(last);
  if (call === last) continue;
  last = call;
  const name = SHARED_KERNELS[words[KERNEL]];
  if (name === undefined) break;
  const rest = values.slice(0, words[ARGUMENT_COUNT]);
  announce(SEEN);
  try {
    kernels[name](thread, threads, ...rest);
  } catch {
    Atomics.store(words, FAILED, 1);
  }
  announce(DONE);
}
