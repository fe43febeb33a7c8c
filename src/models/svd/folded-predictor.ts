import type { Progress } from '../../base/progress.ts';
import type { PosteriorConfig } from './config.ts';
import type { RatingData, RatingPredictor } from './rating-table.ts';
import { foldUsers, openStars, type StarBelief, trainStars } from './star-posterior.ts';

/**
 * Learns stars as serving would: no user is kept, and every user that is asked about is folded in from its ratings of the table.
 * Side data of users is not used, for a history has none.
 */
export function trainFolded(
  data: RatingData,
  config: PosteriorConfig,
  tools: { readonly seed: number; readonly progress: Progress },
): RatingPredictor {
  const { ratings } = data;
  const { userFeatures: _unused, ...known } = data;
  const stars = openStars(trainStars(known, config, tools), ratings.items);
  const posteriorOf = foldUsers(stars, ratings);
  const askAll = (userNums: Int32Array, itemNums: Int32Array, tell: (belief: StarBelief) => number): Float64Array =>
    Float64Array.from(userNums, (user, at) => {
      const belief = posteriorOf(user).believe(itemNums[at]);
      return belief === null ? 0 : tell(belief);
    });
  return {
    predict: (userNums, itemNums) => askAll(userNums, itemNums, (belief) => belief.stars),
    atLeast: (userNums, itemNums, wanted) => askAll(userNums, itemNums, (belief) => belief.atLeast(wanted)),
  };
}
