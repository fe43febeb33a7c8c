import type { Catalogue } from './catalogue.ts';
import type { UserDetail } from './contract.ts';
import { rounded } from './explain.ts';
import type { History } from './histories.ts';

const TASTES = 8;

/** A user as people see one: counts, the newest `n` titles of the history, and the genres and tags that weigh most in it. */
export function describeUser(
  id: string,
  history: History,
  live: { titles: number; unknownTitles: number },
  catalogue: Catalogue,
  n: number,
): UserDetail {
  const { items, weights, times } = history;
  const genres = new Map<string, number>();
  const tags = new Map<string, number>();
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < items.length; i++) {
    const weight = weights[i];
    if (weight < 0) negative++;
    if (weight <= 0) continue;
    positive++;
    const title = catalogue.titles[items[i]];
    for (const genre of title.genres) genres.set(genre, (genres.get(genre) ?? 0) + weight);
    for (const tag of title.tags) tags.set(tag, (tags.get(tag) ?? 0) + weight);
  }
  let total = 0;
  for (const weight of weights) total += Math.max(0, weight);
  const heaviest = (sums: Map<string, number>): { name: string; share: number }[] =>
    [...sums]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, TASTES)
      .map(([name, sum]) => ({ name, share: rounded(sum / total) }));
  const newest = Array.from({ length: Math.min(n, items.length) }, (_, back) => items.length - 1 - back);
  return {
    id,
    counts: {
      interactions: items.length,
      positive,
      negative,
      live: live.titles,
      unknownTitles: live.unknownTitles,
    },
    history: newest.map((at) => ({
      title: catalogue.references[items[at]],
      weight: rounded(weights[at]),
      time: Number.isNaN(times[at]) ? null : new Date(times[at] * 1000).toISOString(),
    })),
    tastes: { genres: heaviest(genres), tags: heaviest(tags) },
  };
}
