import { Worker } from 'node:worker_threads';
import { ButacaError } from '../../base/errors.ts';
import type { Measurement, Outcome, Plan } from '../../evaluation/index.ts';
import { errorFromText } from '../child.ts';
import type { KeptMeasurement } from './study-files.ts';
import type { ThreadAnswer, ThreadFacts, ThreadRequest } from './trial-thread.ts';

const entry = new URL('trial-thread.ts', import.meta.url);
/** How often `look` is called. */
const LOOK_MS = 250;

export interface MeasureOptions {
  readonly plan: Plan;
  /** What an earlier session left; what is measured is added. */
  readonly kept: Map<number, KeptMeasurement>;
  readonly facts: ThreadFacts;
  /** Measurements at once, each in a thread of its own. */
  readonly workers: number;
  /** Milliseconds that are left; null: as many as it takes. */
  readonly leftMs: number | null;
  readonly configOf: (measurement: Measurement) => Readonly<Record<string, unknown>>;
  readonly outcomeOf: (kept: KeptMeasurement) => Outcome;
  readonly isSame: (kept: KeptMeasurement, measurement: Measurement) => boolean;
  /** Makes a measurement durable. */
  readonly keep: (measurement: KeptMeasurement) => void;
  /** Is called several times a second while threads work; what it throws ends the work. */
  readonly look: (workedMs: number) => void;
  /** Milliseconds that earlier sessions worked. */
  readonly workedMs: number;
}

/**
 * Measures what the plan asks for, several at once, until it ends or the time is up. A measurement that would hardly end in time is not
 * begun, and one that has not ended when the time is up is left; the very first is always waited for. Settings that a model refuses
 * (a ButacaError) are kept as failures; any other error ends the work, as does what `look` throws. Returns why it ended.
 */
export async function measureStudy(options: MeasureOptions): Promise<'end' | 'time'> {
  const { plan, kept, leftMs, workedMs } = options;
  const started = performance.now();
  const worked = (): number => Math.round(performance.now() - started);
  const timeLeft = (): number => (leftMs === null ? Number.POSITIVE_INFINITY : leftMs - worked());
  const known = new Map<number, Outcome>();
  const running = new Map<Worker, Measurement>();
  const idle: Worker[] = [];
  const threads: Worker[] = [];
  let closing = false;
  let ended = false;
  const finish = Promise.withResolvers<'end' | 'time'>();
  const { reject, resolve } = finish;

  const meanMs = (model: string): number => {
    const times = [...kept.values()].filter((one) => one.model === model).map(({ ms }) => ms);
    return times.length === 0 ? 0 : times.reduce((sum, ms) => sum + ms, 0) / times.length;
  };

  /** The next measurement that is not known already; null when there is none to begin now. What was kept behind one that is missing counts. */
  const nextOne = (): Measurement | null => {
    for (;;) {
      const step = plan.next((number) => known.get(number));
      if (step === 'end') ended = true;
      if (typeof step === 'string') return null;
      const before = kept.get(step.number);
      if (before !== undefined && options.isSame(before, step)) {
        known.set(step.number, options.outcomeOf(before));
        continue;
      }
      kept.delete(step.number);
      if (!closing && (known.size === 0 || timeLeft() > meanMs(step.model))) return step;
      closing = true;
    }
  };

  const startThread = (): Worker => {
    const thread = new Worker(entry, { workerData: options.facts });
    threads.push(thread);
    thread.on('error', reject);
    thread.on('exit', () => reject(new ButacaError('INTERNAL', 'broken off: a thread ended; expected a measurement.')));
    thread.on('message', (answer: ThreadAnswer) => {
      try {
        take(thread, answer);
      } catch (error) {
        reject(error);
      }
    });
    return thread;
  };

  function giveWork(): void {
    while (running.size < options.workers) {
      const measurement = nextOne();
      if (measurement === null) break;
      const thread = idle.pop() ?? startThread();
      running.set(thread, measurement);
      const { number, model, cut } = measurement;
      const request: ThreadRequest = { number, model, cut, config: options.configOf(measurement) };
      thread.postMessage(request, []);
    }
    if (running.size === 0) resolve(ended ? 'end' : 'time');
  }

  function take(thread: Worker, answer: ThreadAnswer): void {
    const { trial, number, model, settings, cut } = running.get(thread)!;
    running.delete(thread);
    idle.push(thread);
    const error = 'error' in answer ? answer.error : null;
    if (error !== null && (error.code === null || error.code === 'INTERNAL')) throw errorFromText(error);
    const measured: KeptMeasurement = {
      number,
      trial,
      model,
      settings: { ...settings },
      cut,
      values: 'values' in answer ? structuredClone(answer.values as Record<string, number[]>) : null,
      reason: error === null ? null : `${error.code}: ${error.message}`,
      ms: answer.ms,
      elapsedMs: workedMs + worked(),
    };
    options.keep(measured);
    kept.set(number, measured);
    known.set(number, options.outcomeOf(measured));
    giveWork();
  }

  const looking = setInterval(() => {
    try {
      options.look(workedMs + worked());
    } catch (error) {
      reject(error);
      return;
    }
    if (timeLeft() <= 0 && known.size > 0) resolve('time');
  }, LOOK_MS);
  try {
    giveWork();
    const why = await finish.promise;
    // What another version of the program left and the plan does not ask for any more.
    for (const number of kept.keys()) if (!known.has(number)) kept.delete(number);
    return why;
  } finally {
    clearInterval(looking);
    for (const thread of threads) thread.removeAllListeners('exit');
    await Promise.all(threads.map(async (thread) => thread.terminate()));
  }
}
