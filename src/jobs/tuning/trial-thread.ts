/** The thread of one measurer: reads the snapshot, then trains and measures what it is told to, one at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../base/clock.ts';
import { openSnapshot } from '../../dataset/index.ts';
import { type CaseValues, cutStudy, measureCut, reserveTests } from '../../evaluation/index.ts';
import { openKernels } from '../../kernels/index.ts';
import { preferenceWeight } from '../../models/index.ts';
import { type ErrorText, errorToText } from '../child.ts';
import { modelNamed, parseModelConfig } from '../parse-config.ts';

/** What a thread works on. */
export interface ThreadFacts {
  readonly home: string;
  readonly snapshotId: string;
  readonly seed: number;
  readonly maxUsers: number;
}

export interface ThreadRequest {
  readonly number: number;
  readonly model: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly cut: number;
}

export type ThreadAnswer =
  | { readonly number: number; readonly values: CaseValues; readonly ms: number }
  | { readonly number: number; readonly error: ErrorText; readonly ms: number };

const { home, snapshotId, seed, maxUsers } = workerData as ThreadFacts;
const port = parentPort!;
const snapshot = await openSnapshot(home, snapshotId);
const source = reserveTests(snapshot, { seed, weigh: preferenceWeight });
// One thread: the bytes of a model depend on their number, and the threads of a study are busy with other settings.
const kernels = await openKernels();
const splits = new Map<number, ReturnType<typeof cutStudy>>();

function splitOf(cut: number): ReturnType<typeof cutStudy> {
  let split = splits.get(cut);
  if (split === undefined)
    splits.set(cut, (split = cutStudy(source, { seed, weigh: preferenceWeight, cut, maxUsers })));
  return split;
}

async function measure({ number, model, config, cut }: ThreadRequest): Promise<void> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const definition = modelNamed(model);
    const split = splitOf(cut);
    const parsed = parseModelConfig(definition, config);
    const values = await measureCut({ definition, config: parsed, split, seed, kernels, clock: systemClock });
    port.postMessage({ number, values, ms: took() } satisfies ThreadAnswer);
  } catch (error) {
    port.postMessage({ number, error: errorToText(error), ms: took() } satisfies ThreadAnswer);
  }
}

port.on('message', (request: ThreadRequest) => void measure(request));
