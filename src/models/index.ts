/**
 * In: interactions and titles of a snapshot, and queries. Out: one number per item, explanations, similar items.
 * Knows nothing of files beyond its artifact, of aliases, of filters or of people's screens.
 */
import { als } from './als/index.ts';
import { content } from './content/index.ts';
import type { ModelDefinition } from './contract.ts';
import { ease } from './ease/index.ts';
import { hybrid } from './hybrid/index.ts';
import { knn } from './knn/index.ts';
import { popularity } from './popularity/index.ts';
import { sparseEase } from './sparse-ease/index.ts';

export type * from './contract.ts';
export type * from './neighbours/contract.ts';
export { readArtifact, writeArtifact } from './artifact.ts';
export {
  findNeighbours,
  neighbours,
  type NeighboursConfig,
  neighboursConfig,
  openNeighbours,
} from './neighbours/index.ts';
export * from './svd/index.ts';
export type { Choice, IntegerRange, NothingToTune, NumberRange, SearchRange, SearchSpace } from './search-space.ts';
export { searchSpaceOf, searchSpaces } from './search-spaces.ts';
export { type PreferenceSource, preferenceWeight } from './preference.ts';

/** Every model by its name. */
export const models: Readonly<Record<string, ModelDefinition>> = {
  popularity,
  knn,
  ease,
  'sparse-ease': sparseEase,
  als,
  content,
  hybrid,
};
