import { setImmediate } from 'node:timers/promises';
import type { Config } from '../base/config.ts';
import type { Progress } from '../base/progress.ts';
import type { Kernels } from '../kernels/index.ts';
import { type Session, sessionProgress, tell } from './session.ts';

/** What a benchmark computes with. */
export interface BenchmarkTools {
  readonly kernels: Kernels;
  readonly progress: Progress;
  /** To be awaited between two trainings and while users are asked: signals are heard there. Rejects when the session is interrupted. */
  readonly checkpoint: () => Promise<void>;
}

/** Runs a benchmark in this process: draws its progress, closes its kernels. */
export async function runBenchmark<Report>(
  session: Session,
  config: Config,
  work: (tools: BenchmarkTools) => Promise<Report>,
): Promise<Report> {
  const { openKernels } = await import('../kernels/index.ts');
  const { threadsOf } = await import('../jobs/index.ts');
  const progress = sessionProgress(session);
  const kernels = await openKernels({ threads: threadsOf(config.compute.threads) });
  const checkpoint = async (): Promise<void> => {
    await setImmediate();
    session.signal.throwIfAborted();
  };
  try {
    const report = await work({ kernels, progress, checkpoint });
    progress.close('done');
    return report;
  } catch (error) {
    progress.close('failed');
    throw error;
  } finally {
    kernels.close();
  }
}

/** Does work that records benchmarks; they are written to MLflow where that is set. */
export async function exportBenchmarks<Answer>(
  session: Session,
  { mlflow: target, workspace: { home } }: Config,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { exportingRuns } = await import('../jobs/index.ts');
  return exportingRuns(work, { target, home, clock: session.clock, warn: (message) => tell(session, message) });
}
