export { trainBaseline } from './baseline.ts';
export { trainBayesian } from './bayesian-factors.ts';
export { type DescentTools, trainBiased, trainImplicit } from './biased-factors.ts';
export {
  type BayesianConfig,
  bayesianConfig,
  type BiasedConfig,
  biasedConfig,
  type ImplicitConfig,
  implicitConfig,
} from './config.ts';
export type { FeatureTable, RatingData, RatingPredictor, RatingTable } from './rating-table.ts';
