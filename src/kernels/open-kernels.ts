import type { KernelOptions, Kernels } from './contract.ts';
import { createHeap } from './wasm/heap.ts';
import { bindKernels } from './wasm/kernels.ts';
import { instantiate, readModule } from './wasm/module.ts';
import { startThreads } from './wasm/threads.ts';

const FOUR_GIB = 4_294_967_296;

/**
 * Opens a memory and its threads. With one thread (the default) no worker is started and the memory begins at 64 KiB.
 * Throws RangeError for a setting out of its range and MISSING_BUILD when the compiled kernels are absent.
 */
export async function openKernels({ threads = 1, memoryLimit = FOUR_GIB }: KernelOptions = {}): Promise<Kernels> {
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 64)) {
    throw new RangeError(`invalid threads: ${threads}; expected a whole number from 1 to 64`);
  }
  if (!(memoryLimit >= 65_536 && memoryLimit <= FOUR_GIB)) {
    throw new RangeError(`invalid memoryLimit: ${memoryLimit}; expected bytes from 65536 to ${FOUR_GIB}`);
  }
  const module = await readModule();
  const heap = createHeap(Math.floor(memoryLimit));
  const kernels = instantiate(module, heap.memory);
  return bindKernels(threads, heap, kernels, await startThreads(threads, module, heap.memory, kernels));
}
