import type { Run } from '../../registry/index.ts';

/** A time as `2026-11-20 10:11:12`, UTC. */
export const formatTime = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ');

/** The first figures of a run or version in one line: `ndcg@10 0.2310, recall@10 0.1020`; empty when there are none. */
export const formatFigures = (metrics: Run['metrics'], most = 3): string =>
  Object.entries(metrics)
    .slice(0, most)
    .map(([name, { value }]) => `${name} ${value.toFixed(4)}`)
    .join(', ');
