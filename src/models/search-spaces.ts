import { alsSpace } from './als/space.ts';
import { contentSpace } from './content/space.ts';
import { easeSpace } from './ease/space.ts';
import { hybridSpace } from './hybrid/space.ts';
import { knnSpace } from './knn/space.ts';
import { popularitySpace } from './popularity/space.ts';
import { sparseEaseSpace } from './sparse-ease/space.ts';
import type { NothingToTune, SearchSpace } from './search-space.ts';

/** Where each model's good settings are looked for, or why it has none to look for. Every model of `models` stands here. */
export const searchSpaces: Readonly<Record<string, SearchSpace | NothingToTune>> = {
  popularity: popularitySpace,
  knn: knnSpace,
  ease: easeSpace,
  'sparse-ease': sparseEaseSpace,
  als: alsSpace,
  content: contentSpace,
  hybrid: hybridSpace,
};

const isNothing = (space: SearchSpace | NothingToTune): space is NothingToTune => typeof space['nothing'] === 'string';

/** The space of a model; an empty one for a model that has nothing to be tuned. */
export function searchSpaceOf(model: string): SearchSpace {
  const space = searchSpaces[model];
  return space === undefined || isNothing(space) ? {} : space;
}
