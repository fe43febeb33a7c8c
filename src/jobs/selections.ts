import { Worker } from 'node:worker_threads';
import type { Selection, SelectionAsked } from '../analysis/index.ts';
import { ButacaError, type ErrorCode } from '../base/errors.ts';

/** After so long without a question the thread ends, and gives back the memory of the catalogues. */
const IDLE_MS = 10 * 60_000;

/** One question to the thread. */
export interface SelectionRequest {
  readonly call: number;
  readonly snapshotId: string;
  readonly asked: SelectionAsked;
}

/** What the thread answers. */
export type SelectionReply =
  | { readonly call: number; readonly selection: Selection }
  | {
      readonly call: number;
      readonly failure: { readonly code: ErrorCode; readonly message: string; readonly details: object };
    };

/** Selections of the titles of a snapshot, computed in a thread of their own, which starts at the first question. */
export interface Selections {
  /** Rejects with MISSING_CATALOGUE, with UNKNOWN_SNAPSHOT or CORRUPT_SNAPSHOT where the files are gone or damaged. */
  select(snapshotId: string, asked: SelectionAsked): Promise<Selection>;
  /** Ends the thread; questions under way are rejected. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (selection: Selection) => void;
  readonly reject: (error: Error) => void;
}

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Opens the selections of a workspace. */
export function startSelections({ home, idleMs = IDLE_MS }: { home: string; idleMs?: number }): Selections {
  let running: Running | null = null;
  let lastCall = 0;
  let idle: NodeJS.Timeout | undefined;

  const start = (): Running => {
    const worker = new Worker(new URL('./selection-worker.ts', import.meta.url), { workerData: { home } });
    const waiting = new Map<number, Waiting>();
    const started = { worker, waiting };
    const end = (why: string): void => {
      if (running === started) running = null;
      for (const { reject } of waiting.values())
        reject(new ButacaError('INTERNAL', `ended thread of selections: ${why}; ask again.`));
      waiting.clear();
    };
    worker.on('message', (reply: SelectionReply) => {
      const caller = waiting.get(reply.call);
      waiting.delete(reply.call);
      if ('selection' in reply) caller?.resolve(reply.selection);
      else {
        const { code, message, details } = reply.failure;
        caller?.reject(new ButacaError(code, message, { details: { ...details } }));
      }
    });
    worker.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
    worker.once('exit', () => end('it was closed'));
    worker.unref();
    return started;
  };

  const rest = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (running?.waiting.size === 0) void running.worker.terminate();
    }, idleMs).unref();
  };

  return {
    select(snapshotId, asked) {
      running ??= start();
      const { worker, waiting } = running;
      rest();
      return new Promise((resolve, reject) => {
        const request: SelectionRequest = { call: ++lastCall, snapshotId, asked };
        waiting.set(request.call, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(request);
      });
    },
    async close() {
      clearTimeout(idle);
      await running?.worker.terminate();
    },
  };
}
