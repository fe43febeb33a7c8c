import { availableParallelism } from 'node:os';

/** Threads to compute with: as many as configured, or one for each core (at most 64) where 0 is. */
export const threadsOf = (configured: number): number =>
  configured === 0 ? Math.min(64, availableParallelism()) : configured;
