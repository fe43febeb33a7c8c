import { foldName } from '../names.ts';
import { canonicalGenre } from '../genre-names.ts';

/** Bits that a row has for its genres. */
export const GENRE_BITS = 32;

/** Parts of a platform's genre that have no place in a film catalogue's names, as they are compared, and what they mean there. */
const PARTS: Readonly<Record<string, string>> = {
  dramas: 'Drama',
  comedies: 'Comedy',
  'stand up comedy': 'Comedy',
  sitcom: 'Comedy',
  documentaries: 'Documentary',
  docuseries: 'Documentary',
  anime: 'Animation',
  'adult animation': 'Animation',
  cartoons: 'Animation',
  thrillers: 'Thriller',
  suspense: 'Thriller',
  mysteries: 'Mystery',
  musicals: 'Musical',
  military: 'War',
  historical: 'History',
};

/** Words that say what kind of thing a title is, not its genre. */
const KINDS = /\b(?:movies?|tv|shows?|films?|features?|series)\b/g;

/** The genres of the film catalogues, by their English names, that a genre of any catalogue stands for ("action & adventure": two); empty when none. */
export function filmGenres(name: string): string[] {
  const whole = canonicalGenre(name);
  if (whole !== null) return [whole];
  const found: string[] = [];
  for (const part of name.toLowerCase().split(/[&,/]|\band\b|(?<=action)-(?=adventure)/)) {
    const bare = foldName(part).replace(KINDS, ' ').replace(/\s+/g, ' ').trim();
    const genre = PARTS[bare] ?? canonicalGenre(bare);
    if (genre !== null && !found.includes(genre)) found.push(genre);
  }
  return found;
}
