import { random } from '../../base/random.ts';
import type { Interactions } from '../../dataset/index.ts';
import type { Likes, RawChance } from '../../models/index.ts';
import { type LaterCut, PARTS } from './cut-later.ts';

/** A held-out rating, and what was said of it before it was known. */
export interface HeldCase extends RawChance {
  /** One of PARTS, not training. */
  readonly part: number;
  /** The stars that were given, and those that were expected. */
  readonly given: number;
  readonly expected: number;
}

/** A history that grows, with the cases asked of it. */
function openHistory(
  { indices, ratings }: Interactions,
  { parts }: LaterCut,
  likes: Likes,
): { add(at: number): void; ask(at: number): HeldCase[] } {
  const history = likes.begin();
  let byUser = 0;
  let folded: ReturnType<typeof history.fold> | null = null;
  return {
    add(at) {
      history.add(indices[at], ratings[at]);
      if (!Number.isNaN(ratings[at])) byUser++;
      folded = null;
    },
    ask(at) {
      folded ??= history.fold();
      const belief = folded.believe(indices[at]);
      if (belief === null) return [];
      const { said, stars: expected } = belief;
      const ofItem = likes.counts[indices[at]];
      return [{ part: parts[at], given: ratings[at], expected, said, byUser, ofItem }];
    },
  };
}

/**
 * Asks a model that was learnt from the training part about every rating of the later parts, each with the history as it was a moment
 * before: all that the user did earlier, held out or not, as it is when live feedback is folded in. None where the cut is at random.
 * `onPart` is told the part of the users asked about so far, 0…1.
 */
export function askLater(
  interactions: Interactions,
  cut: LaterCut,
  likes: Likes,
  onPart: (part: number) => void = () => {},
): HeldCase[] {
  const { indptr, ratings, times, users } = interactions;
  if (cut.by === 'random') return [];
  const isLater = (at: number): boolean =>
    !Number.isNaN(ratings[at]) && (cut.parts[at] === PARTS.calibration || cut.parts[at] === PARTS.test);
  const cases: HeldCase[] = [];
  for (let user = 0; user < users; user++) {
    const history = openHistory(interactions, cut, likes);
    let next = indptr[user];
    for (let at = indptr[user]; at < indptr[user + 1]; at++) {
      if (!isLater(at)) continue;
      for (; next < at && !(times[next] >= times[at]); next++) history.add(next);
      cases.push(...history.ask(at));
      onPart(user / users);
    }
  }
  return cases;
}

/** How much of the history a drawn case is asked with, in titles; as often all of it. */
const SIZES = [
  0,
  1,
  2,
  4,
  8,
  16,
  32,
  64,
  Infinity,
  Infinity,
  Infinity,
  Infinity,
  Infinity,
  Infinity,
  Infinity,
  Infinity,
];

/**
 * Asks about every drawn rating (at random cuts: about all that is held out), whenever it was given: one half with the user's whole
 * training part as its history, the other with a few titles of it or none, so that those who are little known are asked about any
 * title and not only about what people rate first. `onPart` as in askLater.
 */
export function askDrawn(
  interactions: Interactions,
  cut: LaterCut,
  likes: Likes,
  seed: number,
  onPart: (part: number) => void = () => {},
): HeldCase[] {
  const { indptr, ratings, users } = interactions;
  const { parts, by } = cut;
  const isDrawn = (at: number): boolean =>
    !Number.isNaN(ratings[at]) &&
    parts[at] !== PARTS.training &&
    (by === 'random' || parts[at] === PARTS.drawnCalibration || parts[at] === PARTS.drawnTest);
  const cases: HeldCase[] = [];
  for (let user = 0; user < users; user++) {
    const own = Array.from({ length: indptr[user + 1] - indptr[user] }, (_, place) => indptr[user] + place);
    const stream = random(seed, 'verdict-histories', user);
    const asked = own.filter(isDrawn).map((at) => ({ at, size: SIZES[stream.below(SIZES.length)] }));
    const known = stream.shuffle(own.filter((at) => parts[at] === PARTS.training));
    const history = openHistory(interactions, cut, likes);
    let size = 0;
    for (const one of asked.sort((a, b) => a.size - b.size || a.at - b.at)) {
      for (; size < Math.min(one.size, known.length); size++) history.add(known[size]);
      cases.push(...history.ask(one.at));
      onPart(user / users);
    }
  }
  return cases;
}
