/**
 * In: the films catalogue. Out: the films nearest to each film, by what they are about and who made them; what two films share.
 * Knows nothing of users, interactions or the registry.
 */
export { type NeighboursConfig, neighboursConfig } from './config.ts';
export type * from './contract.ts';
export { findNeighbours } from './find-neighbours.ts';
export { MODEL as NEIGHBOURS } from './format.ts';
export { openNeighbours } from './open-neighbours.ts';
