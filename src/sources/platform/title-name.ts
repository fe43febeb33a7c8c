/** Names as catalogues write them: `Matrix, The (1999)`. */

const LETTER_ARTICLES = ["l'", "gl'", "d'", 'l’', 'gl’', 'd’'];
const ARTICLES = new Set([
  ...'the a an'.split(' '),
  ...'el la los las lo un una unos unas'.split(' '),
  ...'le les une des'.split(' '),
  ...'der die das den dem ein eine'.split(' '),
  ...'il i gli uno'.split(' '),
  ...'o os as um uma'.split(' '),
  ...'de het een det en ett et els ta'.split(' '),
  ...LETTER_ARTICLES,
]);

export const FIRST_YEAR = 1870;
export const LAST_YEAR = 2100;

const moveArticle = (name: string): string => {
  const comma = name.lastIndexOf(', ');
  if (comma <= 0) return name;
  const article = name.slice(comma + 2);
  if (!ARTICLES.has(article.toLowerCase())) return name;
  return `${article}${/['’]$/.test(article) ? '' : ' '}${name.slice(0, comma)}`;
};

/** Puts articles in front, of the name and of other names in brackets: `Cité (Ville, La)` → `Cité (La Ville)`. */
export function frontArticle(name: string): string {
  const bracket = name.indexOf(' (');
  const main = bracket < 0 ? name : name.slice(0, bracket);
  const rest = bracket < 0 ? '' : name.slice(bracket);
  const inner = rest.replace(/\((a\.k\.a\.\s+)?([^()]*)\)/g, (_, known: string | undefined, other: string) => {
    return `(${known ?? ''}${moveArticle(other)})`;
  });
  return moveArticle(main) + inner;
}

/**
 * Splits a name as given into the name as people read it and the year in brackets at its end, if there is one: `Matrix, The (1999)`
 * → The Matrix, 1999. A range of years gives its first. The name is never empty unless the text is.
 */
export function parseTitleName(text: string): { name: string; year: number | null } {
  const clean = text.replace(/\s+/g, ' ').trim();
  const match = /^(.*?)\s*[([]((?:18|19|20)\d\d)(?:\s*[-–—]\s*(?:(?:18|19|20)\d\d)?\s*)?[)\]]$/.exec(clean);
  const bare = match?.[1] ?? '';
  if (match === null || bare === '') return { name: frontArticle(clean), year: null };
  return { name: frontArticle(bare), year: Number(match[2]) };
}

/** The year that a cell of a year or date column tells: `1999`, `1999.0`, `1999-03-31`, `31/03/1999`; null when there is none. */
export function parseYear(text: string): number | null {
  const found = /^(\d{4})(?:\.0+)?$/.exec(text) ?? /^(\d{4})[-/.]\d/.exec(text) ?? /[-/. ](\d{4})$/.exec(text);
  const year = found === null ? Number.NaN : Number(found[1]);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}
