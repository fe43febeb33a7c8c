/** Entry of a job's own process; started by jobsInChildren, never imported. */
import { systemClock } from '../base/clock.ts';
import { answerParent } from './answer-parent.ts';
import type { Jobs } from './contract.ts';
import { jobsHere } from './jobs.ts';

interface ChildRequest {
  readonly name: keyof Jobs;
  readonly request: never;
  readonly home: string;
  readonly threads: number;
}

answerParent(async (asked, progress) => {
  const { name, request, home, threads } = asked as ChildRequest;
  return jobsHere({ home, threads, clock: systemClock, progress })[name](request);
});
