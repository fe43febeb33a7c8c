import type {
  CompareAnswer,
  EvaluateAnswer,
  ExploreAnswer,
  ImportAnswer,
  JobTools,
  Jobs,
  NeighboursAnswer,
  StarsAnswer,
  TrainAnswer,
} from './contract.ts';
import { runInChild } from './child.ts';
import { runCompare } from './run-compare.ts';
import { runEvaluate } from './run-evaluate.ts';
import { runExplore } from './run-explore.ts';
import { runImport } from './run-import.ts';
import { runNeighbours } from './run-neighbours.ts';
import { runStars } from './run-stars.ts';
import { runTrain } from './run-train.ts';
import type { TuneAnswer } from './tuning/contract.ts';
import { runTune } from './tuning/run-tune.ts';

const entry = new URL('child-main.ts', import.meta.url);

/** The jobs, each in a process of its own: memory and event loop of the caller stay free, and aborting `signal` ends the job. */
export function jobsInChildren({
  home,
  threads,
  progress,
  signal,
}: Omit<JobTools, 'clock'> & { readonly signal?: AbortSignal }): Jobs {
  const ask = async (name: keyof Jobs, request: object): Promise<unknown> =>
    runInChild(entry, { name, request, home, threads }, { progress, ...(signal === undefined ? {} : { signal }) });
  return {
    runImport: async (request) => (await ask('runImport', request)) as ImportAnswer,
    runTrain: async (request) => (await ask('runTrain', request)) as TrainAnswer,
    runNeighbours: async (request) => (await ask('runNeighbours', request)) as NeighboursAnswer,
    runStars: async (request) => (await ask('runStars', request)) as StarsAnswer,
    runEvaluate: async (request) => (await ask('runEvaluate', request)) as EvaluateAnswer,
    runTune: async (request) => (await ask('runTune', request)) as TuneAnswer,
    runExplore: async (request) => (await ask('runExplore', request)) as ExploreAnswer,
    runCompare: async (request) => (await ask('runCompare', request)) as CompareAnswer,
  };
}

/** The jobs in this process. */
export const jobsHere = (tools: JobTools): Jobs => ({
  runImport: async (request) => runImport(request, tools),
  runTrain: async (request) => runTrain(request, tools),
  runNeighbours: async (request) => runNeighbours(request, tools),
  runStars: async (request) => runStars(request, tools),
  runEvaluate: async (request) => runEvaluate(request, tools),
  runTune: async (request) => runTune(request, tools),
  runExplore: async (request) => runExplore(request, tools),
  runCompare: async (request) => runCompare(request, tools),
});
