import { silent } from '../base/progress.ts';
import type { Explorations } from '../jobs/index.ts';

/** The explorations of a workspace, made in a process of its own; the code for it is read at the first question. Aborting `signal` ends what is being made. */
export function openExplorations(home: string, signal: AbortSignal): Explorations {
  let opened: Promise<Explorations> | null = null;
  const open = async (): Promise<Explorations> => {
    const { jobsInChildren, openExplorations } = await import('../jobs/index.ts');
    return openExplorations({ home, jobs: jobsInChildren({ home, threads: 1, progress: silent, signal }) });
  };
  return {
    async current() {
      opened ??= open();
      return (await opened).current();
    },
    async report(language) {
      opened ??= open();
      return (await opened).report(language);
    },
  };
}
