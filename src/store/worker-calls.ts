import { Worker } from 'node:worker_threads';
import { ButacaError } from '../base/errors.ts';
import type { ReaderSettings, Reply, Request, Task, WriterSettings } from './messages.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ButacaError) => void;
}

/** Calls into a thread of the store. */
export interface WorkerCalls {
  /** Resolves with the task's answer; rejects with the worker's error, or STORE_UNAVAILABLE when the thread has ended. */
  call(task: Task): Promise<unknown>;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
}

/** Starts the thread and resolves when it has opened the log; rejects with its error otherwise. */
export async function startWorker(settings: WriterSettings | ReaderSettings): Promise<WorkerCalls> {
  // Its objects live for one task: a small nursery keeps the memory of the process down and costs no time.
  const resourceLimits = { maxYoungGenerationSizeMb: 4 };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings, resourceLimits });
  const waiting = new Map<number, Waiting>();
  let lastCall = 0;
  let over: ButacaError | undefined;
  const end = (reason: string): void => {
    over ??= new ButacaError(
      'STORE_UNAVAILABLE',
      `closed store: ${settings.path} (${reason}); expected it open. Start Butaca again if it was not stopped on purpose.`,
    );
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  worker.on('message', (message: Reply) => {
    const caller = waiting.get(message.call);
    waiting.delete(message.call);
    if ('failure' in message) {
      const { code, message: text, details } = message.failure;
      caller?.reject(new ButacaError(code, text, { details }));
    } else caller?.resolve(message.value);
  });
  worker.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end('its thread has ended');
      resolve();
    });
  });
  const opened = new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject }));
  await opened.catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    ended,
    call: (task) =>
      over === undefined
        ? new Promise((resolve, reject) => {
            const request: Request = { call: ++lastCall, task };
            waiting.set(request.call, { resolve, reject });
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
            worker.postMessage(request);
          })
        : Promise.reject(over),
  };
}

/** Lets the thread close what it has open and resolves when it has ended; one that has ended already is no error. */
export async function endWorker(worker: WorkerCalls): Promise<void> {
  await worker.call({ kind: 'close' }).catch(() => undefined);
  await worker.ended;
}
