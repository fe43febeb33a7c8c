/**
 * Numbers in, numbers out: the dense and sparse arithmetic that models train and score with.
 * What goes in and out are blocks of one shared memory (Heap); what comes back is written into them.
 * This folder knows no film, no user and no file but its own compiled form.
 */
export type * from './contract.ts';
export { openKernels } from './open-kernels.ts';
export * as reference from './reference/index.ts';
