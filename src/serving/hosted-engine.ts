import { Worker } from 'node:worker_threads';
import { ButacaError } from '../base/errors.ts';
import type { StoredEvent } from '../store/index.ts';
import type { ModelName } from './contract.ts';
import type { StarsSettings } from './verdict/contract.ts';
import type {
  CallName,
  EngineCalls,
  EngineFacts,
  EngineSettings,
  Failure,
  FromEngine,
  ToEngine,
} from './engine-messages.ts';

/** Megabytes for short-lived objects of an engine's thread; more of it would be memory for nothing. */
const YOUNG_MB = 24;
/**
 * Megabytes for its long-lived objects: titles and their index, about 6 kB a title; matrices are not among them. V8 lets a heap with a
 * limit of 2 GB or more grow to four times what is in use before it collects, with this one to less than twice.
 */
const OLD_MB = 1024;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A loaded engine in a thread of its own. */
export interface HostedEngine {
  readonly model: ModelName;
  readonly facts: EngineFacts;
  /** False once its thread has ended. */
  readonly alive: boolean;
  /** Questions that wait for their answer. */
  readonly waiting: number;
  call<Name extends CallName>(
    name: Name,
    ...parameters: Parameters<EngineCalls[Name]>
  ): Promise<ReturnType<EngineCalls[Name]>>;
  /** Takes stars into service, for verdicts; rejects when they cannot be read. */
  takeStars(settings: StarsSettings): Promise<void>;
  /** Takes events in before every question that is asked later. */
  addEvents(events: readonly StoredEvent[]): void;
  /** Ends the thread when its last answer has come. */
  close(): Promise<void>;
}

const revive = ({ code, message, details, stack }: Failure): Error => {
  if (code !== undefined) return new ButacaError(code, message, { details: { ...details } });
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
};

/** Loads a model version in a new thread. Rejects with the reason when it cannot be loaded; `onCrash` is called when the thread ends by itself later. */
export async function openHostedEngine(
  settings: EngineSettings,
  onCrash: (error: Error) => void,
): Promise<HostedEngine> {
  const worker = new Worker(new URL('./engine-thread.ts', import.meta.url), {
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let outbox: ToEngine[] = [];
  let closing: (() => void) | null = null;
  let crash: Error | null = null;
  let isLoaded = false;

  // All that comes in one turn of the event loop goes over in one message.
  const flush = (): void => {
    const messages = outbox;
    outbox = [];
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(messages);
  };
  const post = (message: ToEngine): void => {
    if (outbox.length === 0) setImmediate(flush);
    outbox.push(message);
  };

  const facts = await new Promise<EngineFacts>((resolve, reject) => {
    worker.on('message', (message: FromEngine) => {
      if ('loaded' in message) {
        isLoaded = true;
        resolve(message.loaded);
      } else if ('unloadable' in message) reject(revive(message.unloadable));
      else {
        for (const answer of message.answers) {
          const caller = waiting.get(answer.id);
          waiting.delete(answer.id);
          if ('failure' in answer) caller?.reject(revive(answer.failure));
          else caller?.resolve(answer.value as never);
        }
        if (waiting.size === 0) closing?.();
      }
    });
    worker.once('error', (error) => {
      crash = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', (code) => {
      const error = crash ?? new Error(`the thread of model ${settings.version.id} ended with ${code}`);
      crash = error;
      reject(error);
      for (const { reject: refuse } of waiting.values()) refuse(error);
      waiting.clear();
      closing?.();
      if (isLoaded && closing === null) onCrash(error);
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });

  const call: HostedEngine['call'] = (name, ...parameters) =>
    new Promise((resolve, reject) => {
      if (crash !== null) {
        reject(crash);
        return;
      }
      const id = ++lastId;
      waiting.set(id, { resolve: resolve, reject });
      post({ id, name, parameters });
    });

  return {
    model: { version: settings.version.id, name: settings.version.model },
    facts,
    get alive() {
      return crash === null;
    },
    get waiting() {
      return waiting.size;
    },
    call,
    takeStars: async (settings) => call('takeStars', settings),
    addEvents: (events) => post({ events }),
    async close() {
      if (crash === null && waiting.size > 0) await new Promise<void>((resolve) => (closing = resolve));
      closing ??= () => undefined;
      await worker.terminate();
    },
  };
}
