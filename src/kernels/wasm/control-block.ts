/**
 * The first bytes of the kernels' memory: how the threads of one call find each other. The words from ARRIVED to FAILED are also
 * used by the compiled kernels (assembly/threads.ts, which must agree). One cache line each: positions count 32-bit words.
 */
export const ARRIVED = 256;
/** Between them, at 272, lies the generation of the barrier, of which only the compiled kernels know. */
export const TICKET = 288;
export const FAILED = 304;
/** Counts the calls; threads sleep on it between calls. */
export const CALL = 320;
/** How many threads have seen the present call. */
export const SEEN = 336;
/** How many threads have done with the present call. */
export const DONE = 352;
/** Which kernel to run, or CLOSE, and how many arguments it takes. */
export const KERNEL = 368;
export const ARGUMENT_COUNT = 369;

/** Byte at which the arguments stand, as f64. */
export const ARGUMENTS_AT = 1536;
export const ARGUMENT_LIMIT = 24;
/** Where the heap begins; nothing of the control block lies beyond. */
export const HEAP_AT = 4096;

/** In the place of a kernel: the thread is to end. */
export const CLOSE = -1;

/** The kernels that several threads run together; a call names one by its position. */
export const SHARED_KERNELS = [
  'alsStep',
  'gram',
  'implicitEpoch',
  'multiply',
  'sgdEpoch',
  'sparseGram',
  'sparseMultiply',
  'spdInverse',
] as const;
export type SharedKernel = (typeof SHARED_KERNELS)[number];
