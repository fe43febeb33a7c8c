import type { Kind } from './palettes.ts';

/** How genres are written in the catalogues, the most telling first: the first that is found gives the cover its kind. */
const SIGNS: readonly (readonly [kind: Kind, sign: RegExp])[] = [
  ['noir', /noir|cine negro/],
  ['western', /western|oeste/],
  ['horror', /horror|terror/],
  ['documentary', /docu|docuseries|science & nature|news/],
  ['war', /\bwar\b|b[ée]lic|guerra|military/],
  ['musical', /music|m[úu]sic/],
  ['animation', /anima|anime|cartoon|kids|child|infantil|family|familia/],
  ['scifi', /sci-?\s?fi|science fiction|ciencia ficci/],
  ['fantasy', /fantas|fantás/],
  ['mystery', /myster|misterio/],
  ['history', /histor|biograph|faith|period/],
  ['crime', /crim|policia/],
  ['romance', /roman|rom[áa]nt|lgbtq/],
  ['adventure', /advent|aventur|sport|deport/],
  ['action', /action|acci[óo]n/],
  ['thriller', /thriller|suspens/],
  ['comedy', /comed|stand.?up|humou?r/],
];

/** The kinds that a title's genres name, the most telling first; drama when there is none. */
export function kindsOf(genres: readonly string[]): readonly Kind[] {
  const written = genres.join('|').toLowerCase();
  const found = SIGNS.filter(([, sign]) => sign.test(written)).map(([kind]) => kind);
  if (found.length === 0) return ['drama'];
  // A comedy or a romance in a war is first of all a comedy or a romance.
  const isLight = found.includes('comedy') || found.includes('romance');
  return isLight && found[0] === 'war' && found.length > 1 ? [...found.slice(1), 'war'] : found;
}
