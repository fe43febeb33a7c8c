import type { BenchmarkEntrant } from './entrants.ts';

/**
 * −1 for titles that nobody had before the user's last interaction, 0 for the others: what came to the site after a user had left it
 * cannot have been rated. Times of training alone are read, of users and titles alike, never of what is to be found. A part of the
 * blend, where times are known; how much it counts is found on the validation part.
 */
export const laterTitles: BenchmarkEntrant = {
  name: 'later',
  space: {},
  applies: ({ training }) => training.times.some((time) => !Number.isNaN(time)),
  bytes: () => 0,
  async train(split) {
    const { training, items } = split;
    const first = new Float64Array(items.length).fill(Number.POSITIVE_INFINITY);
    for (const [at, item] of training.indices.entries()) {
      if (training.times[at] < first[item]) first[item] = training.times[at];
    }
    const { indptr, times } = split.given ?? training;
    return (user, out) => {
      let last = Number.NEGATIVE_INFINITY;
      for (let at = indptr[user]; at < indptr[user + 1]; at++) if (times[at] > last) last = times[at];
      for (let item = 0; item < out.length; item++)
        out[item] = last > Number.NEGATIVE_INFINITY && first[item] > last ? -1 : 0;
    };
  },
};
