import type { MetricBound, RunSort } from './contract.ts';

const BOUND = /^([^<>=]+?)\s*(>=|<=|>|<|=)\s*(-?\d*\.?\d+(?:e-?\d+)?)$/i;

/** The bound that `existing ndcg@10 >= 0.2` says; null when the text is not one. */
export function readMetricBound(text: string): MetricBound | null {
  const found = BOUND.exec(text.trim());
  if (found === null) return null;
  return { metric: found[1], compared: found[2] as MetricBound['compared'], value: Number(found[3]) };
}

/** The order that a name says, largest first with a minus sign before it: `started`, `-seconds`, `-existing ndcg@10`. */
export function readRunSort(text: string): RunSort {
  const descending = text.startsWith('-');
  return { by: (descending ? text.slice(1) : text).trim(), descending };
}

/** Milliseconds since 1970 of `2026-11-20` or `2026-11-20T10:11:12Z`, UTC; null when the text is no such time. */
export function readTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/.test(text)) return null;
  const timeMs = Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text);
  return Number.isNaN(timeMs) ? null : timeMs;
}
