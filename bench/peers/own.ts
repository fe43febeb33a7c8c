/** Our side of the comparisons: answers the requests of lines.py in a process of its own, so that memory and time are told alike. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { silent } from '../../src/base/progress.ts';
import type { Title } from '../../src/dataset/index.ts';
import { openKernels } from '../../src/kernels/index.ts';
import {
  type Artifact,
  biasedConfig,
  implicitConfig,
  type ModelDefinition,
  models,
  type RatingPredictor,
  type RatingTable,
  trainBiased,
  trainImplicit,
  type TrainingData,
} from '../../src/models/index.ts';

type Request = Readonly<Record<string, unknown>>;

interface Times {
  readonly ms: number;
  readonly cpu: number;
}

async function timed<T>(work: () => T | Promise<T>): Promise<[Times, T]> {
  const [start, spent] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(spent);
  return [{ ms: performance.now() - start, cpu: (user + system) / 1000 }, result];
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

function readI32(path: string): Int32Array {
  const bytes = readFileSync(path);
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

const readF32 = (path: string): Float32Array => new Float32Array(readI32(path).buffer);

/** The training part as every model sees it: who has what, nothing else. */
function readTraining(folder: string, users: number, items: number): TrainingData {
  const [indptr, indices] = [readI32(join(folder, 'indptr.i32')), readI32(join(folder, 'indices.i32'))];
  const unknown = new Float32Array(indices.length).fill(Number.NaN);
  const times = new Float64Array(indices.length).fill(Number.NaN);
  const titles = Array.from(
    { length: items },
    (_, num): Title => ({
      num,
      id: String(num),
      name: String(num),
      year: null,
      genres: [],
      tags: [],
      synopsis: null,
      cast: [],
      directors: [],
    }),
  );
  return {
    interactions: { users, items, indptr, indices, ratings: unknown, fractions: unknown, times },
    titles,
    now: 0,
  };
}

function readTable(folder: string, part: string): RatingTable {
  const userNums = readI32(join(folder, `${part}-users.i32`));
  const itemNums = readI32(join(folder, `${part}-items.i32`));
  const { users, items } = JSON.parse(readFileSync(join(folder, 'size.json'), 'utf8')) as Pick<
    RatingTable,
    'users' | 'items'
  >;
  return { users, items, userNums, itemNums, stars: readF32(join(folder, `${part}-stars.f32`)) };
}

/** Models on one split. */
let training: TrainingData | null = null;
let asked: Int32Array = new Int32Array(0);
let trained: { definition: ModelDefinition; artifact: Artifact } | null = null;
/** Models on the folds of a table of ratings. */
const folds = new Map<string, { training: RatingTable; test: RatingTable }>();
let predictor: { learnt: RatingPredictor; test: RatingTable } | null = null;

const kernels = await openKernels({ threads: Number(process.env['BENCH_THREADS'] ?? 2) });

async function fit(request: Request): Promise<Times> {
  const { model, settings, seed, fold } = request as {
    model: string;
    settings: Readonly<Record<string, number>>;
    seed: number;
    fold?: string;
  };
  if (fold === undefined) {
    const definition: ModelDefinition = models[model];
    const config = definition.config.parse(settings);
    const [times, artifact] = await timed(() =>
      definition.train(training!, config, { kernels, seed, progress: silent }),
    );
    trained = { definition, artifact };
    return times;
  }
  const tables = folds.get(fold)!;
  const tools = { kernels, seed, progress: silent };
  const [times, learnt] = await timed(() =>
    model === 'svd++'
      ? trainImplicit(tables.training, implicitConfig.parse(settings), tools)
      : trainBiased(tables.training, biasedConfig.parse(settings), tools),
  );
  predictor = { learnt, test: tables.test };
  return times;
}

/** The best titles that users who are asked about do not have, each user folded in from its history. */
async function list({ n, to }: { n: number; to: string }): Promise<Times & { peak: number }> {
  const { interactions, titles } = training!;
  const { items, indptr, indices } = interactions;
  const found = new Int32Array(asked.length * n).fill(-1);
  const own = await openKernels();
  const scorer = trained!.definition.load(trained!.artifact, titles, { kernels: own });
  const [scores, mask, best] = [own.heap.f32(items), own.heap.u8(items), own.heap.i32(n)];
  const [times] = await timed(() => {
    for (const [at, user] of asked.entries()) {
      const history = indices.subarray(indptr[user], indptr[user + 1]);
      const weights = new Float32Array(history.length).fill(1);
      scorer.score(
        { items: history, weights, times: interactions.times.subarray(0, history.length), now: 0 },
        scores.data,
      );
      for (const item of history) mask.data[item] = 1;
      const count = own.topN(best, scores, mask, items, n);
      for (const item of history) mask.data[item] = 0;
      found.set(best.data.subarray(0, count), at * n);
    }
  });
  scorer.close();
  writeFileSync(to, found);
  return { ...times, peak: peakMb() };
}

const answers: Readonly<Record<string, (request: Request) => unknown>> = {
  load(request) {
    const { folder, users, items, fold } = request as { folder: string; users: number; items: number; fold?: string };
    if (fold === undefined) {
      training = readTraining(folder, users, items);
      asked = readI32(join(folder, 'asked.i32'));
    } else folds.set(fold, { training: readTable(folder, 'training'), test: readTable(folder, 'test') });
    return { versions: { node: process.version } };
  },
  fit,
  lists: (request) => list(request as { n: number; to: string } & Request),
  async predict({ to }) {
    const { learnt, test } = predictor!;
    const [times, stars] = await timed(() => learnt.predict(test.userNums, test.itemNums));
    writeFileSync(to as string, Float32Array.from(stars));
    return { ...times, peak: peakMb() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...request } = JSON.parse(line) as { ask: string };
  process.stdout.write(`${JSON.stringify(await answers[ask](request))}\n`);
}
kernels.close();
