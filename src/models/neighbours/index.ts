/**
 * In: the films catalogue. Out: the films nearest to each film, by what they are about and who made them; what two films share.
 * Knows nothing of users, interactions or the registry.
 */
import type { ModelDefinition } from '../contract.ts';
import { neighboursConfig } from './config.ts';
import { MODEL } from './format.ts';

export { type NeighboursConfig, neighboursConfig } from './config.ts';
export type * from './contract.ts';
export { findNeighbours } from './find-neighbours.ts';
export { openNeighbours } from './open-neighbours.ts';

/** What is known of it beside its work: it scores no titles for a viewer, so it is none of `models`. See docs/models/neighbours.md. */
export const neighbours: Pick<ModelDefinition<typeof neighboursConfig>, 'name' | 'config' | 'abilities'> = {
  name: MODEL,
  config: neighboursConfig,
  abilities: { coldItems: true, coldUsers: false, similarItems: true, explanation: true, usesText: true },
};
