/** What the blend is made of, in the order of its weights. */
export const SIGNALS = [
  'together',
  'factors',
  'content',
  'genres',
  'popularity',
  'trend',
  'unreleased',
  'fresh',
  'modern',
  // Titles nobody has watched yet are weighed apart: what is 0 for them only because they are new says nothing.
  'coldLevel',
  'coldTaste',
  'coldContent',
  'coldGenres',
  'coldExpected',
  'coldFresh',
  'coldModern',
] as const;
/** The places of the signals of titles that nobody has watched yet. */
export const COLD: readonly number[] = SIGNALS.flatMap((name, place) => (name.startsWith('cold') ? [place] : []));
/** The place of each signal among the weights. */
export const PLACE = Object.fromEntries(SIGNALS.map((name, place) => [name, place])) as Record<
  (typeof SIGNALS)[number],
  number
>;
