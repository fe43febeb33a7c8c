import snowball from 'snowball-stemmers';

export type Language = 'es' | 'en';

/** Longer "words" are not words; the stemmers are not asked about them. */
const LONGEST_WORD = 40;
const CACHE_LIMIT = 200_000;

const makeStemmer = (name: string): ((word: string) => string) => {
  let stemmer: { stem(word: string): string } | null = null;
  const cache = new Map<string, string>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    if (word.length > LONGEST_WORD) return word.slice(0, LONGEST_WORD);
    stemmer ??= snowball.newStemmer(name);
    const stem = stemmer.stem(word);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(word, stem);
    return stem;
  };
};

const english = makeStemmer('english');
const spanish = makeStemmer('spanish');

const LAST_VOWEL = /[aeio]$/u;

/** Words that Snowball would take for others: it makes `anim` of animal, anime and animation alike. */
const ENGLISH_EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['anime', 'anime'],
  ['animation', 'animat'],
  ['animations', 'animat'],
  ['animated', 'animat'],
  ['animator', 'animat'],
  ['animators', 'animat'],
  ['university', 'university'],
  ['universities', 'university'],
  ['policy', 'policy'],
  ['policies', 'policy'],
  ['organized', 'organized'],
  ['generals', 'general'],
  ['news', 'news'],
  ['mice', 'mous'],
  ['wives', 'wife'],
  ['wolves', 'wolf'],
  ['thieves', 'thief'],
  ['knives', 'knife'],
  ['witches', 'witch'],
  ['marines', 'marines'],
]);

/** Returns the stem of a folded English word: `murders`, `murdered` → `murder`. */
export function stemEnglish(folded: string): string {
  return ENGLISH_EXCEPTIONS.get(folded) ?? english(folded);
}

/** Returns the singular of a folded Spanish word as far as its ending tells: `luces` → `luz`, `mujeres` → `mujer`, `heroes` → `heroe`. */
export function singularSpanish(folded: string): string {
  if (folded.length < 4 || !folded.endsWith('s')) return folded;
  if (folded.endsWith('ces')) return `${folded.slice(0, -3)}z`;
  if (/[^aeiou][dlnrsyjz]es$/u.test(folded)) return folded.slice(0, -1);
  if (/[dlnrsyjz]es$/u.test(folded)) return folded.slice(0, -2);
  return /[aeiou]s$/u.test(folded) ? folded.slice(0, -1) : folded;
}

/**
 * Returns the stem of a folded Spanish word; number and gender do not change it: `asesinas`, `asesino` → `asesin`. The singular is
 * taken before Snowball and the last vowel after it, because Snowball counts on accents that queries often lack.
 */
export function stemSpanish(folded: string): string {
  const stem = spanish(singularSpanish(folded));
  return stem.length > 3 ? stem.replace(LAST_VOWEL, '') : stem;
}
