import { random } from '../../base/random.ts';
import type { Interactions } from '../../dataset/index.ts';
import { checkSplit } from '../splits/check-split.ts';
import type { Question, Split, SplitSource, TestCase, Weigh } from '../splits/contract.ts';
import { splitExisting } from '../splits/existing.ts';
import { splitExistingGlobal } from '../splits/existing-global.ts';
import { splitNewTitle } from '../splits/new-title.ts';
import { splitNewUser } from '../splits/new-user.ts';
import { drawShare, firstTime, itemsAt, latest, orderByTime, queryOf, trainingPart } from '../splits/parts.ts';

/** The questions of a study, each asked of one training; the names are those of an evaluation. */
export const STUDY_QUESTIONS = ['existing', 'new-user-3', 'new-title'] as const;
export type StudyQuestion = (typeof STUDY_QUESTIONS)[number];

/** What a study may see. */
export interface StudySource {
  /** The interactions that no test part asks for; users and titles as in the snapshot. */
  readonly pool: SplitSource;
  /** A byte for each item, 1 for the new titles of test parts: a study does not ask for them as new. */
  readonly testTitles: Uint8Array;
}

/** Folds of `new-title` that an evaluation takes unless told otherwise. */
const TEST_FOLDS = 5;

/**
 * Returns what is left of a snapshot when the test parts of `butaca evaluate` with the same seed are taken out: what `existing`,
 * `existing-global` and `new-user` hold out is gone, and the new titles of `new-title` are named.
 */
export function reserveTests(
  source: SplitSource,
  options: { readonly seed: number; readonly weigh: Weigh },
): StudySource {
  const { interactions, titles } = source;
  const keep = new Uint8Array(interactions.indices.length).fill(1);
  for (const split of [splitExisting, splitExistingGlobal, splitNewUser]) {
    dropMissing(keep, interactions, split(source, options).training.interactions);
  }
  const testTitles = new Uint8Array(interactions.items);
  for (let fold = 0; fold < TEST_FOLDS; fold++) {
    for (const item of splitNewTitle(source, { ...options, fold }).coldItems) testTitles[item] = 1;
  }
  return { pool: { ...source, interactions: trainingPart(interactions, keep, titles).interactions }, testTitles };
}

/** Sets the byte of each interaction to 0 that does not stand in the part. */
function dropMissing(keep: Uint8Array, { users, indptr, indices }: Interactions, part: Interactions): void {
  for (let user = 0; user < users; user++) {
    const present = new Set(part.indices.subarray(part.indptr[user], part.indptr[user + 1]));
    for (let at = indptr[user]; at < indptr[user + 1]; at++) if (!present.has(indices[at])) keep[at] = 0;
  }
}

export interface CutOptions {
  readonly seed: number;
  readonly weigh: Weigh;
  /** Which of the cuts, 0 … 5. */
  readonly cut: number;
  /** The most users asked in a question; of more, as many are drawn. */
  readonly maxUsers: number;
}

/** Less is held out than in a test part: settings are to fit all the data, and the test parts are missing already. */
const NEW_USERS = 0.15;
const NEW_TITLES = 0.1;
const LATEST = 0.1;
const GIVEN = 3;
const FEWEST = 5;

/**
 * Returns a validation part of which one training answers three questions: 15 % of the users are held out whole and asked about
 * with three of their titles (`new-user-3`); a tenth of the titles that are not new in a test part loses all interactions
 * (`new-title`); of the other users the newest tenth of the rest is held out (`existing`). What is held out for one question is
 * neither training nor history of another. Different cuts share no new user and no new title. Throws INTERNAL for a leak.
 */
export function cutStudy({ pool, testTitles }: StudySource, options: CutOptions): Split {
  const { seed, weigh, cut, maxUsers } = options;
  const { interactions, titles } = pool;
  const { indptr, indices, users, items } = interactions;
  const strangers = splitNewUser(pool, { seed, weigh, fold: cut, share: NEW_USERS, given: [GIVEN] });
  const isStranger = new Set(strangers.newUsers);
  const watched = new Uint8Array(items);
  for (const item of indices) watched[item] = 1;
  const eligible = Int32Array.from(watched.keys()).filter((item) => watched[item] === 1 && testTitles[item] === 0);
  const coldItems = drawShare(eligible, (item) => pool.items.id(item), {
    share: NEW_TITLES,
    fold: cut,
    seed,
    purpose: 'study-new-title',
  });
  const cold = new Uint8Array(items);
  for (const item of coldItems) cold[item] = 1;
  const keep = Uint8Array.from(indices, (item) => 1 - cold[item]);
  const known: TestCase[] = [];
  const cases: TestCase[] = [];
  for (let user = 0; user < users; user++) {
    if (isStranger.has(user)) {
      keep.fill(0, indptr[user], indptr[user + 1]);
      continue;
    }
    const order = orderByTime(pool, user, seed);
    const warm = order.filter((position) => cold[indices[position]] === 0);
    const heldOut = warm.length < FEWEST ? 0 : Math.max(1, Math.round(warm.length * LATEST));
    const history = warm.subarray(0, warm.length - heldOut);
    const future = warm.subarray(warm.length - heldOut);
    for (const position of future) keep[position] = 0;
    const facts = { user, userId: pool.users.id(user) ?? String(user), seen: itemsAt(interactions, history) };
    if (future.length > 0) {
      const query = queryOf(interactions, history, firstTime(interactions, future, latest(interactions.times)), weigh);
      known.push({ ...facts, query, truth: itemsAt(interactions, future) });
    }
    const fresh = order.filter((position) => cold[indices[position]] === 1);
    if (history.length > 0 && fresh.length > 0) {
      const now = latest(Float64Array.from(order, (position) => interactions.times[position]));
      cases.push({ ...facts, query: queryOf(interactions, history, now, weigh), truth: itemsAt(interactions, fresh) });
    }
  }
  const ranked = Int32Array.from(cold.keys()).filter((item) => cold[item] === 0);
  const questions: Question[] = [
    { id: 'existing', split: 'existing', cases: known, candidates: ranked },
    { ...strangers.questions[0], candidates: ranked, cases: withoutCold(strangers.questions[0].cases, cold) },
    { id: 'new-title', split: 'new-title', cases, candidates: coldItems },
  ];
  const split: Split = {
    name: 'study',
    training: trainingPart(interactions, keep, titles),
    questions: questions.map((question) => askAtMost(question, maxUsers, seed)),
    coldItems,
    newUsers: strangers.newUsers,
    cutoff: null,
    facts: { cut, coldTitles: coldItems.length, heldOutUsers: strangers.newUsers.length },
  };
  checkSplit(split);
  return split;
}

/** The same cases with nothing of the new titles in query and truth; those without a truth are left out. */
function withoutCold(cases: readonly TestCase[], cold: Uint8Array): TestCase[] {
  return cases.flatMap((test) => {
    const truth = test.truth.filter((item) => cold[item] === 0);
    if (truth.length === 0) return [];
    const { query } = test;
    const kept = Array.from(query.items.keys()).filter((at) => cold[query.items[at]] === 0);
    return [
      {
        ...test,
        truth,
        query: {
          ...query,
          items: Int32Array.from(kept, (at) => query.items[at]),
          weights: Float32Array.from(kept, (at) => query.weights[at]),
          times: Float64Array.from(kept, (at) => query.times[at]),
        },
      },
    ];
  });
}

function askAtMost(question: Question, most: number, seed: number): Question {
  if (question.cases.length <= most) return question;
  const lots = new Map(question.cases.map((test) => [test, random(seed, 'asked', test.userId).next()]));
  return { ...question, cases: question.cases.toSorted((a, b) => lots.get(a)! - lots.get(b)!).slice(0, most) };
}
