/** A thread that compares runs and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { compareRuns, openRegistry } from '../registry/index.ts';
import { pairedBy } from './case-figures.ts';
import type { ComparisonReply, ComparisonRequest } from './compare-in-thread.ts';

const { home, runs } = workerData as ComparisonRequest;

function answer(): ComparisonReply {
  try {
    return { comparison: compareRuns(runs, pairedBy(openRegistry({ home, clock: systemClock }))) };
  } catch (error) {
    const { code, message, details } = isButacaError(error)
      ? error
      : new ButacaError('INTERNAL', error instanceof Error ? error.message : String(error));
    return { failure: { code, message, details } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(answer());
