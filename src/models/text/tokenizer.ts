/** A word of a text as it stands there. */
export interface Token {
  /** Lower case with its accents: what people read. */
  readonly surface: string;
  /** Lower case without accents: what is compared. */
  readonly folded: string;
  /** Whether punctuation that ends a thought (. , ; : ! ? and the like) stands between this token and the one before. */
  readonly afterBreak: boolean;
}

const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const BREAK = /[.,;:!?¡¿()[\]"«»“”\n—–|/]/u;
const POSSESSIVE = /['’]s$/u;
const ASCII = /^[\x20-\x7e]*$/u;
const APOSTROPHE = /['’]/gu;

/** Returns the text in lower case without accents and other marks: `Ñandú` → `nandu`. Idempotent. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().normalize('NFKD').replace(MARKS, '');
}

/**
 * Returns the words of a text in order: runs of letters and digits; a possessive 's is dropped, other apostrophes are closed up
 * (`don't` → `dont`). Hyphens separate. An empty or wordless text gives an empty list.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const afterBreak = BREAK.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    const word = match[0].replace(POSSESSIVE, '').replace(APOSTROPHE, '');
    const folded = foldText(word);
    if (folded === '') continue;
    const surface = folded.length === word.length && ASCII.test(word) ? folded : word.normalize('NFC').toLowerCase();
    tokens.push({ surface, folded, afterBreak });
  }
  return tokens;
}

/** Returns the form under which names, tags and phrases are compared: folded words joined by one space. */
export function normalizePhrase(text: string): string {
  return tokenize(text)
    .map((token) => token.folded)
    .join(' ');
}
