/** The one place that says how much an interaction counts. */

/** What is known of one interaction; null or NaN where it is not known. */
export interface PreferenceSource {
  /** The kind of event, when it came as feedback. */
  readonly kind?: 'view' | 'rating' | 'like' | 'dislike' | 'watched';
  /** Stars on the scale 0.5…5. */
  readonly rating: number | null;
  /** Watched part, 0…1. */
  readonly fraction: number | null;
}

/** At or below these stars a title was disliked; the weight falls from 0 to −1 at half a star. */
const DISLIKE_STARS = 2;
/** From these stars up a title counts fully. */
const FULL_STARS = 4;
/** A title left before this part was not liked: no weight at all, but no dislike either. */
const ABANDONED = 0.1;

/**
 * Returns what an interaction says about taste, −1…1: 1 a full positive, 0 nothing, below 0 a dislike. A view counts 1 (most of
 * what there is to know is that a title was chosen); stars are graded around the scale (4 and more: 1, 3: 0.75, 2: 0, 0.5: −1);
 * a watched part grows from 0 at a tenth to 1. `like` and `dislike` are 1 and −1 whatever else is known; stars win over a part.
 */
export function preferenceWeight({ kind, rating, fraction }: PreferenceSource): number {
  if (kind === 'like') return 1;
  if (kind === 'dislike') return -1;
  if (rating !== null && Number.isFinite(rating)) return weightOfStars(Math.min(5, Math.max(0.5, rating)));
  if (fraction !== null && Number.isFinite(fraction)) {
    return Math.min(1, Math.max(0, (fraction - ABANDONED) / (1 - ABANDONED)));
  }
  return 1;
}

function weightOfStars(stars: number): number {
  if (stars >= FULL_STARS) return 1;
  if (stars <= DISLIKE_STARS) return (stars - DISLIKE_STARS) / (DISLIKE_STARS - 0.5);
  return 0.5 + (0.5 * (stars - DISLIKE_STARS)) / (FULL_STARS - DISLIKE_STARS);
}
