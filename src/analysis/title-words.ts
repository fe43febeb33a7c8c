import type { TitleWords, WordCount } from './contract.ts';

const MOST_WORDS = 200;
const ASCII = /^[ -~]*$/u;
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;

const split = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/**
 * Words that bind others and say nothing of a title: articles, prepositions, pronouns, auxiliary verbs, numbers of parts, in Spanish
 * and English, and the articles and prepositions of the other languages in which titles are often given. As written, in lower case.
 */
const STOP_WORDS = new Set(
  split(`
a about all an and any are aren't as at be been but by can can't cannot could did didn't do does doesn't don't for from had has have he her hers him
his how i i'll i'm in into is isn't it it's its let let's may me my mine more mr mrs ms dr one two three no nor not of off on or our out over she should so than that
that's the their them then there there's these they they're this those to too under until up upon us vs was we we're were what what's when
where which while who who's whose why will with without won't would you you're your yours
al algo ante aquel aquella bajo cada como con contra cual cuál cuando de del desde donde dónde e el él ella ellas ellos en entre era eres es
esa ese eso esta está estás este esto fue ha hacia han hasta hay la las le les lo los más me mi mí mis muy nada ni no nos nuestra nuestro o
os otra otro para pero por porque que qué quien quién se sé ser si sí sin sobre su sus tan te ti tu tú tus u un una unas uno unos ya yo y
l l' d d' le la les un une des du de et en au aux à dans pour sur avec sans est qui ne pas je tu il elle on mon ma mes
der die das den dem des ein eine einer einen und im in mit von vom zu zum zur auf für ist nicht ich
il lo gli i una uno di da del della dei degli delle nel nella con per che non è e
o os as um uma do da dos das em no na com para por que não
och en ett av på i att är
ii iii iv vi vii viii ix xi xii pt vol th nd rd
`),
);

/** The words of a title in lower case, with their accents, without the genitive's `'s`, stop words and numbers; at least two letters. */
export function readTitleWords(title: string): string[] {
  const text = ASCII.test(title) ? title : title.normalize('NFC');
  return Array.from(text.toLowerCase().matchAll(WORD), ([word]) => word.replaceAll('’', "'").replace(/'+$/u, ''))
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => word.replace(/'s$/u, '').replace(/^[dl]'/u, ''))
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
}

/** The words of every title, read once for all parts of a catalogue. */
export const readAllWords = (titles: Iterable<string>): readonly (readonly string[])[] =>
  Array.from(titles, readTitleWords);

/** The words of the titles at the given rows, the most frequent first (by titles, then by how often, then by word). */
export function countTitleWords(words: ReturnType<typeof readAllWords>, rows: Int32Array): TitleWords {
  const found = new Map<string, { titles: number; count: number; lastRow: number }>();
  let total = 0;
  for (const row of rows) {
    for (const word of words[row]) {
      total++;
      let tally = found.get(word);
      if (tally === undefined) found.set(word, (tally = { titles: 0, count: 0, lastRow: -1 }));
      tally.count++;
      if (tally.lastRow !== row) {
        tally.lastRow = row;
        tally.titles++;
      }
    }
  }
  const top: WordCount[] = [...found]
    .map(([word, { titles, count }]) => ({ word, titles, count }))
    .sort((a, b) => b.titles - a.titles || b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS);
  return { n: rows.length, words: total, distinct: found.size, top };
}
