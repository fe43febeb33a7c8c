import { ButacaError } from '../../base/errors.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { BenchmarkSplit } from './contract.ts';
import type { BenchmarkEntrant, ScoreUser } from './entrants.ts';
import { historyOf } from './numbering.ts';

/** So many users' worth of doubt that a group is like all the others. */
const DOUBT = 50;
const LANES = 16;

/**
 * What users of the same groups (age, occupation …) have more often than all users: ridge regression of who has what on who belongs
 * where, D the users × groups matrix, both less their column means: D·(DᵀD + 50·I)⁻¹·DᵀX, divided by the square root of the part of
 * the users who have the title. As in a table of counts less what was expected (Pearson's residuals), a title that many have does not
 * outweigh others. A part of the blend; alone it knows nothing of the user's history.
 */
export const groups: BenchmarkEntrant = {
  name: 'groups',
  space: {},
  applies: (split) => split.groups?.some((own) => own.length > 0) === true,
  bytes: () => 0,
  train: async (split, _settings, { kernels }) => trainGroups(split, kernels),
};

function trainGroups(split: BenchmarkSplit, kernels: Kernels): ScoreUser {
  const { training, users, items } = split;
  const names = [...new Set(split.groups!.flat())];
  const nums = new Map(names.map((name, num) => [name, num]));
  const members = split.groups!.map((own) => own.map((name) => nums.get(name)!));
  const n = names.length;
  const ld = Math.ceil(n / LANES) * LANES;
  const counts = new Float64Array(items.length);
  const shared = new Float64Array(n * items.length);
  const pairs = new Float64Array(n * n);
  for (const [user, own] of members.entries()) {
    for (const item of historyOf(training, user)) counts[item]++;
    for (const group of own) {
      for (const item of historyOf(training, user)) shared[group * items.length + item]++;
      for (const other of own) pairs[group * n + other]++;
    }
  }
  const shares = Float64Array.from(names, (_, group) => pairs[group * n + group] / users.length);
  const mark = kernels.heap.mark();
  const P = kernels.heap.f32(n * ld);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) P.data[i * ld + j] = pairs[i * n + j] - users.length * shares[i] * shares[j];
    P.data[i * ld + i] += DOUBT;
  }
  if (!kernels.spdInverse(P, n, ld)) {
    throw new ButacaError(
      'SINGULAR_SYSTEM',
      `singular system: groups of users, ${n}; expected a positive definite matrix.`,
    );
  }
  const inverse = P.data.slice();
  kernels.heap.release(mark);
  /** What belonging to a group adds to each title. */
  const gains = Array.from({ length: n }, (_, group) => {
    const gain = new Float32Array(items.length);
    for (let other = 0; other < n; other++) {
      const weight = inverse[group * ld + other];
      for (let item = 0; item < gain.length; item++) {
        gain[item] += weight * (shared[other * items.length + item] - shares[other] * counts[item]);
      }
    }
    return gain.map((value, item) => value / Math.sqrt((counts[item] + 1) / users.length));
  });
  const average = new Float32Array(items.length);
  for (const [group, gain] of gains.entries()) {
    for (let item = 0; item < average.length; item++) average[item] += shares[group] * gain[item];
  }
  return (user, out) => {
    for (let item = 0; item < out.length; item++) out[item] = -average[item];
    for (const group of members[user]) {
      for (let item = 0; item < out.length; item++) out[item] += gains[group][item];
    }
  };
}
