import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ButacaError } from '../../base/errors.ts';
import type { SharedKernel } from './control-block.ts';

/** Where scripts/build-kernels.ts leaves the compiled kernels, as a path. */
const COMPILED = fileURLToPath(new URL('../../../build/kernels.wasm', import.meta.url));

/** A kernel that several threads run together: (thread, threads, …addresses and sizes). */
type SharedKernelFunction = (thread: number, threads: number, ...rest: number[]) => number;

/** The compiled functions: addresses in bytes, sizes in elements. assembly/ documents each. */
export type KernelExports = Readonly<Record<SharedKernel, SharedKernelFunction>> & {
  readonly sumRows: (
    out: number,
    B: number,
    rows: number,
    weights: number,
    count: number,
    n: number,
    ld: number,
  ) => void;
  readonly multiplyVector: (out: number, Y: number, x: number, n: number, f: number) => void;
  readonly topN: (items: number, scores: number, mask: number, length: number, n: number) => number;
  readonly findInvalidPick: (
    height: number,
    columns: number,
    stored: number,
    indptr: number,
    indices: number,
    rows: number,
    count: number,
  ) => number;
  readonly addSparseRows: (
    out: number,
    indptr: number,
    indices: number,
    values: number,
    rows: number,
    weights: number,
    count: number,
  ) => void;
  readonly findInvalidRow: (rows: number, columns: number, stored: number, indptr: number, indices: number) => number;
  readonly findUnorderedRow: (rows: number, indptr: number, indices: number) => number;
  readonly countColumns: (counts: number, indices: number, values: number, stored: number) => void;
  readonly sumAll: (values: number, stored: number) => number;
  readonly weighTerms: (
    rows: number,
    indptr: number,
    indices: number,
    values: number,
    columnWeights: number,
    saturate: number,
    k1: number,
    b: number,
    meanLength: number,
    normalize: number,
  ) => void;
};

let compiled: Promise<WebAssembly.Module> | undefined;

/** Returns the compiled kernels, read once a process; throws MISSING_BUILD when they are absent. */
export function readModule(): Promise<WebAssembly.Module> {
  compiled ??= compileFile(COMPILED).catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

/** Compiles one file; throws MISSING_BUILD when it is absent or not WebAssembly. */
export async function compileFile(path: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(await readFile(path));
  } catch (cause) {
    throw new ButacaError('MISSING_BUILD', `missing compiled kernels: ${path}; run "npm run build".`, { cause });
  }
}

/** Returns the functions over the given memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
}
