import { Worker } from 'node:worker_threads';
import { ButacaError, type ErrorCode } from '../base/errors.ts';
import { compareRuns, type Run, type RunComparison } from '../registry/index.ts';
import { keepsCases } from './case-figures.ts';

/** What the thread is started with. */
export interface ComparisonRequest {
  readonly home: string;
  readonly runs: readonly Run[];
}

/** What it answers. */
export type ComparisonReply =
  | { readonly comparison: RunComparison }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string; readonly details: object } };

/**
 * Returns a function that compares runs of a workspace as compareRuns does, paired where their cases were kept. Reading those and
 * drawing from them takes up to seconds: it is done in a thread of its own, one comparison after another, so that whoever asks goes
 * on with other work meanwhile. Runs that kept none are compared at once. Rejects as compareRuns throws.
 */
export function openComparisons(home: string): (runs: readonly Run[]) => Promise<RunComparison> {
  let last: Promise<unknown> = Promise.resolve();
  return async (runs) => {
    if (!keepsCases(runs[0]) || !runs.slice(1).some(keepsCases)) return compareRuns(runs);
    const next = last.then(async () => compareInThread({ home, runs }));
    last = next.catch(() => undefined);
    return next;
  };
}

async function compareInThread(request: ComparisonRequest): Promise<RunComparison> {
  const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { workerData: request, execArgv: [] });
  worker.unref();
  const reply = await new Promise<ComparisonReply>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new ButacaError('INTERNAL', `ended thread of a comparison: exit code ${code}; ask again.`)),
    );
  });
  if ('comparison' in reply) return reply.comparison;
  const { code, message, details } = reply.failure;
  throw new ButacaError(code, message, { details: { ...details } });
}
