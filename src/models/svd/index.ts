export { trainBaseline } from './baseline.ts';
export { trainBayesian } from './bayesian-factors.ts';
export { type DescentTools, trainBiased } from './biased-factors.ts';
export {
  type BayesianConfig,
  bayesianConfig,
  type BiasedConfig,
  biasedConfig,
  type ImplicitConfig,
  implicitConfig,
  type PosteriorConfig,
  posteriorConfig,
  type StarsConfig,
  starsConfig,
} from './config.ts';
export { type Correction, correctChance, fitCorrection, type RawChance } from './correct-chance.ts';
export { trainFolded } from './folded-predictor.ts';
export { LEAST_RATINGS, type Likes, type LikePosterior, openLikes, stars, trainLikes } from './likes.ts';
export type { FeatureTable, RatingData, RatingPredictor, RatingTable } from './rating-table.ts';
export type { StarBelief, StarPosterior, StarReasons, Stars } from './star-posterior.ts';
export { collectStars } from './star-data.ts';
export { trainImplicit } from './svd-plus-plus.ts';
