import { ButacaError } from '../../base/errors.ts';
import { random } from '../../base/random.ts';
import type { BenchmarkSplit, Protocol } from './contract.ts';
import { buildInteractions, historyOf } from './numbering.ts';

/** At most so many users are asked in a validation part. */
const ASKED = 3000;
const HELD_PART = 0.2;

/**
 * Cuts a split like the given one from its training part alone: a fifth of each history of three or more at random, or the latest
 * of each history of two or more (any one where times are unknown or play no part) among as many random titles that the user does not have as
 * the split ranks. At most 3000 users drawn by the seed give something up. Throws INSUFFICIENT_DATA where nobody can.
 */
export function cutValidation(
  split: BenchmarkSplit,
  by: Exclude<Protocol['validation'], 'users'>,
  seed: number,
): BenchmarkSplit {
  const { training, users, items, titles, groups } = split;
  const least = by === 'random' ? 3 : 2;
  const able = Array.from(users.keys()).filter((user) => historyOf(training, user).length >= least);
  if (able.length === 0) {
    throw new ButacaError(
      'INSUFFICIENT_DATA',
      `insufficient data: no user has ${least} titles in training; expected some to tune on. Give a larger training file.`,
    );
  }
  const asked = new Set(random(seed, 'validation', 'users').shuffle(able).slice(0, ASKED));
  const sizes = (split.candidates ?? []).map((listed) => listed.length).filter((size) => size > 0);
  const size = sizes.length === 0 ? 0 : Math.round(sizes.reduce((sum, one) => sum + one, 0) / sizes.length);
  const test: Int32Array[] = [];
  const candidates: Int32Array[] = [];
  const histories = users.map((id, user) => {
    const history = Array.from(historyOf(training, user));
    const times = Array.from(training.times.subarray(training.indptr[user], training.indptr[user + 1]));
    if (!asked.has(user)) {
      test.push(new Int32Array(0));
      candidates.push(new Int32Array(0));
      return { items: history, times };
    }
    const stream = random(seed, 'validation', id);
    const dated = by === 'latest' && !Number.isNaN(times.at(-1));
    const order = Array.from(history.keys());
    if (!dated) stream.shuffle(order);
    const kept = order.length - (by !== 'random' ? 1 : Math.max(1, Math.round(HELD_PART * order.length)));
    const held = order.slice(kept).map((at) => history[at]);
    test.push(Int32Array.from(held));
    const listed = new Set(held);
    const own = new Set(history);
    for (const most = Math.min(size, items.length - own.size + 1); listed.size < most; ) {
      const item = stream.below(items.length);
      if (!own.has(item)) listed.add(item);
    }
    candidates.push(Int32Array.from(listed));
    const rest = order.slice(0, kept);
    return { items: rest.map((at) => history[at]), times: rest.map((at) => times[at]) };
  });
  return {
    users,
    items,
    titles,
    groups,
    training: buildInteractions(histories, items.length),
    test,
    candidates: split.candidates === null ? null : candidates,
  };
}
