/**
 * In: who watched what. Out: item-to-item weights in closed form, and a scorer that adds them up.
 * Knows nothing of words, ratings or users' names.
 */
export { type EaseConfig, easeConfig } from './config.ts';
export { ease, itemWeightTensors, similarItems } from './ease.ts';
export { type ItemWeights, type OpenItemWeights, openItemWeights, trainItemWeights } from './item-weights.ts';
