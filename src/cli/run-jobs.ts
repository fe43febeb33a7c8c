import type { Config } from '../base/config.ts';
import type { Jobs } from '../jobs/index.ts';
import { ensureBuild } from './build.ts';
import { type Session, sessionProgress, tell } from './session.ts';

/** Does work with jobs in processes of their own, draws its progress, and ends it when the session is interrupted. */
export async function runJobs<Result>(
  session: Session,
  config: Config,
  work: (jobs: Jobs) => Promise<Result>,
): Promise<Result> {
  await ensureBuild();
  const { exportingJobs, jobsInChildren, threadsOf } = await import('../jobs/index.ts');
  const progress = sessionProgress(session);
  try {
    const { home } = config.workspace;
    const threads = threadsOf(config.compute.threads);
    const result = await work(
      exportingJobs(jobsInChildren({ home, threads, progress, signal: session.signal }), {
        target: config.mlflow,
        home,
        clock: session.clock,
        warn: (message) => tell(session, message),
      }),
    );
    progress.close('done');
    return result;
  } catch (error) {
    progress.close('failed');
    throw error;
  }
}
