import { METRICS, type MetricName } from '../metrics/accuracy.ts';
import { rankTruth } from '../rank.ts';
import { measureSegments, type SegmentFigures, segmentColumns, type Thirds } from '../segments.ts';
import { tieOrder } from '../tie-order.ts';
import type { BenchmarkSplit } from './contract.ts';
import type { ScoreUser } from './entrants.ts';
import { givenTo } from './numbering.ts';

/** What a model answered to the asked users, in their order. */
export interface SplitAnswers {
  /** Nums of the users with held-out items. */
  readonly asked: Int32Array;
  /** A number for each of them, by metric. */
  readonly metrics: Readonly<Record<string, Float64Array>>;
  readonly lists: readonly Int32Array[];
  /** What was found of each third of the titles, as `segmentColumns`; empty where no cuts were given. */
  readonly titles: readonly SegmentFigures[];
}

/**
 * Ranks for every user with held-out items the candidates (or the catalogue without the training part), equal scores in a seeded
 * order. A user without a training part is answered by the counts of the training part, whatever the model.
 */
export async function measureSplit(
  split: BenchmarkSplit,
  score: ScoreUser,
  options: {
    readonly metrics: readonly MetricName[];
    readonly n: number;
    readonly seed: number;
    readonly checkpoint: () => Promise<void>;
    /** Cuts of the titles by which figures are told apart; defaults to none. */
    readonly cuts?: readonly Thirds[];
  },
): Promise<SplitAnswers> {
  const { training, users, items, test, candidates } = split;
  const asked = Int32Array.from(users.keys()).filter((user) => test[user].length > 0);
  const counts = new Float32Array(items.length);
  for (const item of training.indices) counts[item]++;
  const scores = new Float32Array(items.length);
  const excluded = new Uint8Array(items.length);
  const metrics = Object.fromEntries(options.metrics.map((name) => [name, new Float64Array(asked.length)]));
  const lists: Int32Array[] = [];
  const { cuts = [] } = options;
  const titles = segmentColumns(cuts, asked.length);
  for (const [at, user] of asked.entries()) {
    if (at % 256 === 255) await options.checkpoint();
    const history = givenTo(split, user);
    if (history.length === 0) scores.set(counts);
    else score(user, scores);
    if (candidates === null) {
      excluded.fill(0);
      for (const item of history) excluded[item] = 1;
    } else {
      excluded.fill(1);
      for (const item of candidates[user]) excluded[item] = 0;
    }
    const ranking = rankTruth(scores, excluded, test[user], tieOrder(options.seed, users[user]), options.n);
    lists.push(ranking.list);
    for (const name of options.metrics) metrics[name][at] = METRICS[name].metric(ranking.ranks, METRICS[name].n);
    measureSegments(ranking, cuts, titles, at);
  }
  return { asked, metrics, lists, titles };
}
