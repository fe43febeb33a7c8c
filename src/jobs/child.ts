import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ButacaError, ERROR_KINDS, type ErrorCode } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';

/** What a child process tells while it works; the last message is `done` or `failed`. */
export type ChildMessage =
  | { readonly type: 'stage'; readonly name: string }
  | { readonly type: 'update'; readonly fraction: number; readonly detail: string }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'failed'; readonly error: ErrorText };

/** An error as plain data. */
export interface ErrorText {
  readonly code: string | null;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly stack: string | null;
}

/**
 * The child's end of a pipe through which it is told to stop: unlike a signal, it can be looked at in the middle of work that never
 * comes back to the event loop.
 */
export const STOP_FD = 4;

const isErrorCode = (code: string | null): code is ErrorCode => code !== null && Object.hasOwn(ERROR_KINDS, code);

/** An error as data that can cross to another process. */
export function errorToText(error: unknown): ErrorText {
  if (error instanceof ButacaError) {
    return { code: error.code, message: error.message, details: error.details, stack: error.stack ?? null };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  return { code: null, message, details: {}, stack: stack ?? null };
}

/** The error again, with its code, its details and the stack of where it was thrown. */
export function errorFromText({ code, message, details, stack }: ErrorText): Error {
  const error = isErrorCode(code) ? new ButacaError(code, message, { details: { ...details } }) : new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}

export interface ChildOptions {
  readonly progress: Progress;
  /**
   * Aborting ends the child at its next word of progress, SIGKILL after `graceMs` one that says none, and rejects with the signal's
   * reason.
   */
  readonly signal?: AbortSignal;
  /** How long an aborted child may take to clean up, in milliseconds; defaults to 5,000. */
  readonly graceMs?: number;
}

/**
 * Runs an entry file in a process of its own with `request` as its first message, and returns what it answers. The caller's memory
 * and event loop stay free; a child whose parent dies ends by itself. Rejects with the child's error, or with INTERNAL when the child
 * ended without an answer (killed, out of memory).
 */
export async function runInChild(entry: URL, request: object, options: ChildOptions): Promise<unknown> {
  const { progress, signal, graceMs = 5_000 } = options;
  signal?.throwIfAborted();
  const cache = getCompileCacheDir();
  const child = fork(fileURLToPath(entry), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    execArgv: [],
    env: { ...process.env, ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }) },
  });
  const bell = child.stdio[STOP_FD] as Socket;
  // Whoever rings at a child that has just ended is told so here.
  bell.on('error', () => undefined).resume();
  let killer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    bell.write('!');
    child.kill('SIGTERM');
    killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  let last: ChildMessage | undefined;
  try {
    const [code, killedBy] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on('message', (message: ChildMessage) => {
        if (message.type === 'stage') progress.stage(message.name);
        else if (message.type === 'update') progress.update(message.fraction, message.detail);
        else last = message;
      });
      child.on('error', reject);
      // `close` and not `exit`: messages that are still in the channel come first.
      child.on('close', (code, killedBy) => resolve([code, killedBy]));
      child.send(request, (error) => {
        if (error !== null && child.exitCode === null) reject(error);
      });
    });
    signal?.throwIfAborted();
    if (last?.type === 'done') return last.result;
    if (last?.type === 'failed') throw errorFromText(last.error);
    throw new ButacaError(
      'INTERNAL',
      `broken off: process ended with ${killedBy ?? `code ${code}`}; expected an answer. ` +
        'Look whether the memory of the machine was enough.',
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    clearTimeout(killer);
  }
}
