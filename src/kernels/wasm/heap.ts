import { ButacaError } from '../../base/errors.ts';
import type { F32Block, Heap, I32Block, U8Block } from '../contract.ts';
import { HEAP_AT } from './control-block.ts';

const PAGE = 65536;
const ALIGNMENT = 64;

/** The kernels' memory with the stack of arrays in it, for the kernels' own use too. */
export interface KernelHeap extends Heap {
  readonly memory: WebAssembly.Memory;
  /** Takes bytes that need not be zero; returns their address. */
  take(bytes: number): number;
  /** Whether a view lies in this memory, and the heap is still open. */
  owns(candidate: ArrayBufferLike): boolean;
  /** Ends the heap; the memory is kept for the next one if nobody else `shares` it. */
  close(shares: boolean): void;
}

interface SpareMemory {
  readonly memory: WebAssembly.Memory;
  readonly limit: number;
  /** Bytes from here on are still zero. */
  readonly touched: number;
}

/**
 * Memories of closed heaps, for the next ones. The engine's collector does not know how large a shared memory is and may let
 * dozens of them pile up, one for each model that was replaced.
 */
const spares: SpareMemory[] = [];
const SPARE_LIMIT = 4;

/**
 * Returns a heap over a new shared memory that starts small and grows on demand up to `limit` bytes. Growing leaves earlier
 * views valid. Pages never written to cost no physical memory. A memory that was closed is used again.
 */
export function createHeap(limit: number): KernelHeap {
  const reused = spares.findIndex((spare) => spare.limit === limit);
  const { memory, touched: dirtyUntil } =
    reused >= 0
      ? spares.splice(reused, 1)[0]
      : {
          memory: new WebAssembly.Memory({ initial: 1, maximum: Math.ceil(limit / PAGE), shared: true }),
          touched: HEAP_AT,
        };
  let open = true;
  let top = HEAP_AT;
  /** Bytes from here on have never been handed out, and so are still zero. */
  let touched = dirtyUntil;
  /** The newest buffer object over the memory. Kept, because after growing the engine may hand out yet another one of its own. */
  let buffer = memory.buffer;
  const buffers = new WeakSet<ArrayBufferLike>([buffer]);

  const take = (bytes: number): number => {
    if (!open) throw new ButacaError('INTERNAL', 'closed kernels: open new ones');
    if (!(Number.isInteger(bytes) && bytes >= 0)) {
      throw new RangeError(`invalid length: ${bytes} bytes; expected a whole number of elements, 0 or more`);
    }
    const at = Math.ceil(top / ALIGNMENT) * ALIGNMENT;
    const end = at + bytes;
    if (end > limit) throw outOfMemory(bytes, at, limit);
    const size = buffer.byteLength;
    if (end > size) {
      const wanted = Math.min(Math.max(end, size + (size >> 2)), Math.floor(limit / PAGE) * PAGE);
      try {
        memory.grow(Math.ceil((Math.max(end, wanted) - size) / PAGE));
        buffer = memory.buffer;
        buffers.add(buffer);
      } catch (cause) {
        throw outOfMemory(bytes, at, limit, cause);
      }
    }
    top = end;
    return at;
  };
  const takeZeroed = (bytes: number): number => {
    const at = take(bytes);
    const dirty = Math.min(at + bytes, touched) - at;
    if (dirty > 0) new Uint8Array(buffer, at, dirty).fill(0);
    touched = Math.max(touched, top);
    return at;
  };
  const f32 = (length: number): F32Block => {
    const at = takeZeroed(bytesOf(length));
    return { at, data: new Float32Array(buffer, at, length) };
  };
  const i32 = (length: number): I32Block => {
    const at = takeZeroed(bytesOf(length));
    return { at, data: new Int32Array(buffer, at, length) };
  };
  const u8 = (length: number): U8Block => {
    const at = takeZeroed(length);
    return { at, data: new Uint8Array(buffer, at, length) };
  };
  return {
    memory,
    f32,
    i32,
    u8,
    f32From(values) {
      const block = f32(values.length);
      block.data.set(values);
      return block;
    },
    i32From(values) {
      const block = i32(values.length);
      block.data.set(values);
      return block;
    },
    take(bytes) {
      const at = take(bytes);
      touched = Math.max(touched, top);
      return at;
    },
    owns: (candidate) => open && buffers.has(candidate),
    close(shares) {
      if (open && !shares && spares.length < SPARE_LIMIT) spares.push({ memory, limit, touched });
      open = false;
    },
    mark: () => top,
    release(mark) {
      if (!(Number.isInteger(mark) && mark >= HEAP_AT && mark <= top)) {
        throw new RangeError(`invalid mark: ${mark}; expected one taken earlier, at most ${top}`);
      }
      top = mark;
    },
    get used() {
      return top - HEAP_AT;
    },
  };
}

/** Bytes of so many 4-byte elements; NaN, which is refused, for a part of one. */
const bytesOf = (length: number): number => (Number.isInteger(length) ? length * 4 : NaN);

function outOfMemory(bytes: number, at: number, limit: number, cause?: unknown): ButacaError {
  return new ButacaError(
    'OUT_OF_MEMORY',
    `missing memory: ${bytes} bytes beside ${at} in use; the limit is ${limit}. Raise memoryLimit, or train on fewer items.`,
    { details: { bytes, used: at, limit }, cause },
  );
}
