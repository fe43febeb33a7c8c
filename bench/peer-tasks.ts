/** The data that every system is given: written to files once, in the form that bench/peers/lines.py tells, and read by all. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../src/base/random.ts';
import { readRatingFolds, readRatingsFile, splitPerUser } from '../src/evaluation/index.ts';
import type { RatingTable } from '../src/models/index.ts';
import { holdContest, type Task, type Times } from './contest.ts';
import type { Peer } from './peers/start-peer.ts';
import { drawHistories } from './synthetic-interactions.ts';

const SEED = 42;
const LENGTH = 10;
/** Of more users so many, drawn at random, are given lists. */
const MOST_ASKED = 1000;
/** Of the size of MovieLens 1M. */
const MADE_UP = { users: 6040, titles: 3706, interactions: 1_000_000 };

/** A training part and what is held out of it, for each user. */
interface ListSplit {
  readonly users: number;
  readonly items: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly test: readonly Int32Array[];
}

/** Returns the task of listing titles on MovieLens 100K (`file`: u.data). */
export function openReal(folder: string, file: string, threads: number): Task {
  return listTask('ML-100K', join(folder, 'ml-100k'), splitReal(file), threads);
}

/** Returns the task of listing titles on made-up interactions, as many as MovieLens 1M has. */
export function openMadeUp(folder: string, threads: number): Task {
  return listTask('made up, 1M', join(folder, 'made-up'), splitMadeUp(), threads);
}

function splitReal(file: string): ListSplit {
  const { users, items, training, test } = splitPerUser(readRatingsFile(file), SEED);
  // Systems want the columns of a row in increasing order.
  const indices = training.indices.slice();
  for (let user = 0; user < users.length; user++) {
    indices.subarray(training.indptr[user], training.indptr[user + 1]).sort();
  }
  return { users: users.length, items: items.length, indptr: training.indptr, indices, test };
}

/** A quarter of every made-up user at random is held out. */
function splitMadeUp(): ListSplit {
  const { users, titles } = MADE_UP;
  const indptr = new Int32Array(users + 1);
  const kept: Int32Array[] = [];
  const test: Int32Array[] = [];
  for (const { user, items } of drawHistories(MADE_UP, SEED)) {
    const order = random(SEED, 'held out', user).shuffle(items.slice());
    const held = Math.round(order.length / 4);
    test.push(order.subarray(0, held));
    kept.push(order.subarray(held).sort());
    indptr[user + 1] = indptr[user] + order.length - held;
  }
  const indices = new Int32Array(indptr[users]);
  kept.forEach((items, user) => indices.set(items, indptr[user]));
  return { users, items: titles, indptr, indices, test };
}

function listTask(data: string, folder: string, split: ListSplit, threads: number): Task {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'indptr.i32'), split.indptr);
  writeFileSync(join(folder, 'indices.i32'), split.indices);
  const { users, items, test } = split;
  const eligible = Int32Array.from(test.keys()).filter((user) => test[user].length > 0);
  const asked = random(SEED, 'asked', users).shuffle(eligible).subarray(0, MOST_ASKED).sort();
  writeFileSync(join(folder, 'asked.i32'), asked);
  const to = join(folder, 'lists.i32');
  return {
    data,
    metric: 'nDCG@10',
    hold: async (contest) =>
      holdContest(contest, {
        load: async (peer) => loadInto(peer, { folder, users, items, threads }),
        round: async (peer, { model, settings }, seed) => {
          const fit = await peer.ask<Times>({ ask: 'fit', model, settings, seed });
          const { peak, ...answer } = await peer.ask<Times & { peak: number }>({ ask: 'lists', n: LENGTH, to });
          const cases = measureLists(readWords(to), asked, split);
          return { fits: [fit], answers: [answer], cases, peakMb: peak };
        },
      }),
  };
}

const readWords = (path: string): Int32Array => new Int32Array(new Uint8Array(readFileSync(path)).buffer);

/** nDCG@10 of each of the asked users; lists are asked × 10, −1 where a list is shorter. Throws where a list holds what the user has. */
function measureLists(lists: Int32Array, asked: Int32Array, { indptr, indices, test }: ListSplit): Float64Array {
  return Float64Array.from(asked, (user, at) => {
    const truth = new Set(test[user]);
    const own = new Set(indices.subarray(indptr[user], indptr[user + 1]));
    let [gain, ideal] = [0, 0];
    for (let rank = 1; rank <= LENGTH; rank++) {
      const item = lists[at * LENGTH + rank - 1];
      if (own.has(item)) throw new Error(`a list of user ${user} holds title ${item}, which the user has`);
      if (truth.delete(item)) gain += 1 / Math.log2(rank + 1);
      if (rank <= test[user].length) ideal += 1 / Math.log2(rank + 1);
    }
    return gain / ideal;
  });
}

async function loadInto(
  peer: Peer,
  request: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, string>>> {
  return (await peer.ask<{ versions: Record<string, string> }>({ ask: 'load', ...request })).versions;
}

/** Returns the task of predicting stars on the official folds of a folder. */
export function openFolds(folder: string, source: string, threads: number): Task {
  const { folds } = readRatingFolds(source);
  const places = folds.map(({ name, training, test }) => {
    const place = join(folder, name);
    mkdirSync(place, { recursive: true });
    writeTable(place, 'training', training);
    writeTable(place, 'test', test);
    writeFileSync(join(place, 'size.json'), JSON.stringify({ users: training.users, items: training.items }));
    return { fold: name, place, stars: test.stars };
  });
  const to = join(folder, 'stars.f32');
  return {
    data: 'ML-100K u1–u5',
    metric: 'RMSE',
    hold: async (contest) =>
      holdContest(contest, {
        load: async (peer) => {
          let versions = {};
          for (const { fold, place } of places) versions = await loadInto(peer, { folder: place, fold, threads });
          return versions;
        },
        round: async (peer, { model, settings }, seed) => {
          const [fits, answers, cases]: [Times[], Times[], number[]] = [[], [], []];
          let peakMb = 0;
          for (const { fold, stars } of places) {
            fits.push(await peer.ask<Times>({ ask: 'fit', fold, model, settings, seed }));
            const { peak, ...answer } = await peer.ask<Times & { peak: number }>({ ask: 'predict', to });
            answers.push(answer);
            cases.push(measureRmse(new Float32Array(readWords(to).buffer), stars));
            peakMb = peak;
          }
          return { fits, answers, cases: Float64Array.from(cases), peakMb };
        },
      }),
  };
}

function writeTable(folder: string, part: string, { userNums, itemNums, stars }: RatingTable): void {
  writeFileSync(join(folder, `${part}-users.i32`), userNums);
  writeFileSync(join(folder, `${part}-items.i32`), itemNums);
  writeFileSync(join(folder, `${part}-stars.f32`), stars);
}

/** Root mean square of what is missed; a pair without a prediction is missed by the mean of the stars. */
function measureRmse(found: Float32Array, wanted: Float32Array): number {
  if (found.length !== wanted.length) throw new Error(`${found.length} predictions for ${wanted.length} pairs`);
  const mean = wanted.reduce((sum, stars) => sum + stars, 0) / wanted.length;
  const squares = wanted.reduce((sum, stars, at) => {
    const error = (Number.isNaN(found[at]) ? mean : found[at]) - stars;
    return sum + error * error;
  }, 0);
  return Math.sqrt(squares / wanted.length);
}
