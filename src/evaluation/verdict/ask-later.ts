import type { Interactions } from '../../dataset/index.ts';
import type { Likes, RawChance } from '../../models/index.ts';
import { type LaterCut, PARTS } from './cut-later.ts';

/** A later rating, and what was said of it before it was given. */
export interface LaterCase extends RawChance {
  /** One of PARTS, calibration or test. */
  readonly part: number;
  /** The stars that were given, and those that were expected. */
  readonly given: number;
  readonly expected: number;
}

/**
 * Asks a model that was learnt from the training part about every rating of the later parts, each with the history as it was a moment
 * before: all that the user did earlier, later parts included, as it is when live feedback is folded in. Where the cut is at random,
 * the history is the training part.
 */
export function askLater(
  interactions: Interactions,
  cut: LaterCut,
  likes: Likes,
  tell: (fraction: number) => void,
): LaterCase[] {
  const { indptr, indices, ratings, times, users } = interactions;
  const { parts, by } = cut;
  const cases: LaterCase[] = [];
  for (let user = 0; user < users; user++) {
    const [first, last] = [indptr[user], indptr[user + 1]];
    const isPast = (at: number, now: number): boolean =>
      by === 'random' ? parts[at] === PARTS.training : !(times[at] >= times[now]);
    const history = likes.begin();
    let byUser = 0;
    let next = first;
    let folded: ReturnType<typeof history.fold> | null = null;
    const add = (at: number): void => {
      history.add(indices[at], ratings[at]);
      if (!Number.isNaN(ratings[at])) byUser++;
      folded = null;
    };
    if (by === 'random') for (let at = first; at < last; at++) if (isPast(at, at)) add(at);
    for (let at = first; at < last; at++) {
      if (parts[at] === PARTS.training || Number.isNaN(ratings[at])) continue;
      if (by === 'time') for (; next < at && isPast(next, at); next++) add(next);
      folded ??= history.fold();
      const belief = folded.believe(indices[at]);
      if (belief === null) continue;
      const { said, stars } = belief;
      const ofItem = likes.counts[indices[at]];
      cases.push({ part: parts[at], given: ratings[at], expected: stars, said, byUser, ofItem });
    }
    tell((user + 1) / users);
  }
  return cases;
}
