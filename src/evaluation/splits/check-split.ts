import { ButacaError, type ErrorCode } from '../../base/errors.ts';
import type { Question, Split, TestCase } from './contract.ts';

const refuse = (split: Split, what: string, code: ErrorCode = 'INTERNAL'): never => {
  throw new ButacaError(code, `invalid split: ${split.name}; ${what}. Figures from it would be false.`);
};

/**
 * Proves that nothing of the test part reaches training or the query, and that what is called cold is cold; throws with the first
 * leak found (user, item, split) LEAKED_PAIR, LEAKED_TIME, LEAKED_USER or LEAKED_TITLE, and INTERNAL for a split that is wrong in
 * another way. Runs before every training, because a leak flatters silently.
 */
export function checkSplit(split: Split): void {
  const { interactions } = split.training;
  const { indptr, indices, times } = interactions;
  const inTraining = new Uint8Array(interactions.items);
  for (const item of indices) inTraining[item] = 1;
  for (const item of split.coldItems) {
    if (inTraining[item] === 1) refuse(split, `cold item ${item} has interactions in training`, 'LEAKED_TITLE');
  }
  for (const user of split.newUsers) {
    if (indptr[user + 1] > indptr[user]) refuse(split, `new user ${user} has interactions in training`, 'LEAKED_USER');
  }
  if (split.cutoff !== null) {
    const late = times.findIndex((time) => time >= split.cutoff!);
    if (late >= 0) refuse(split, `interaction ${late} of training is not before the cut`, 'LEAKED_TIME');
  }
  const newUsers = new Set(split.newUsers);
  for (const question of split.questions) {
    const ranked = question.candidates === null ? null : new Set(question.candidates);
    for (const test of question.cases) checkCase(split, question, test, ranked, newUsers);
  }
}

function checkCase(
  split: Split,
  question: Question,
  test: TestCase,
  ranked: ReadonlySet<number> | null,
  newUsers: ReadonlySet<number>,
): void {
  const { indptr, indices, times } = split.training.interactions;
  const at = `user ${test.user} of ${question.id}`;
  const truth = new Set(test.truth);
  const seen = new Set(test.seen);
  if (truth.size === 0 || truth.size !== test.truth.length) refuse(split, `${at} has no truth, or an item of it twice`);
  if (question.split === 'new-user' && !newUsers.has(test.user))
    refuse(split, `${at} is not held out whole`, 'LEAKED_USER');
  for (const item of seen)
    if (truth.has(item)) refuse(split, `item ${item} is both seen and held out for ${at}`, 'LEAKED_PAIR');
  for (const item of test.query.items) {
    if (truth.has(item)) refuse(split, `item ${item} is both given and held out for ${at}`, 'LEAKED_PAIR');
    if (!seen.has(item)) refuse(split, `item ${item} is given but not seen for ${at}`);
  }
  if (ranked !== null) {
    for (const item of truth) if (!ranked.has(item)) refuse(split, `held-out item ${item} is not ranked for ${at}`);
  }
  const history = new Set(test.query.items);
  for (let position = indptr[test.user]; position < indptr[test.user + 1]; position++) {
    const item = indices[position];
    if (truth.has(item)) refuse(split, `item ${item}, held out for ${at}, is in training`, 'LEAKED_PAIR');
    if (!history.has(item)) refuse(split, `item ${item} of training is missing from the query of ${at}`);
    if (question.split === 'existing' && times[position] > test.query.now) {
      refuse(split, `training knows an interaction of ${at} later than the time of asking`, 'LEAKED_TIME');
    }
  }
}
