import type { WordCount } from '../contract.ts';
import { at, drawing, escapeText } from './markup.ts';

const WIDTH = 640;
const HEIGHT = 440;
const LARGEST = 88;
const SMALLEST = 14;
const MOST_WORDS = 110;
const TONES = 5;
/** Between two words, in units of the picture. */
const AIR = 2.5;

/** Widths of letters in ems of a book serif, by kind of letter: enough to keep words apart, and the drawing is held to them. */
function widthOf(word: string, size: number): number {
  let ems = 0;
  for (const letter of word) {
    if (/[iljtfr'’]/u.test(letter)) ems += 0.34;
    else if (/[mwœæ]/u.test(letter)) ems += 0.84;
    else if (/[\u2E80-\u9FFF\uAC00-\uD7AF]/u.test(letter)) ems += 1;
    else ems += 0.53;
  }
  return ems * size;
}

/** A word with its place: the middle of its base line. */
export interface PlacedWord extends WordCount {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The box of a word that is drawn around a point; from a little below the base line to the top of its letters. */
const boxAround = (x: number, y: number, width: number, size: number): Box => ({
  left: x - width / 2 - AIR,
  right: x + width / 2 + AIR,
  top: y - size * 0.42 - AIR,
  bottom: y + size * 0.42 + AIR,
});

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/**
 * The words, most frequent first, each at the first free place of a spiral from the middle; letters grow with the root of how many
 * titles have the word. A word without a place is left out. The same words give the same places.
 */
export function placeWords(words: readonly WordCount[]): PlacedWord[] {
  const most = words[0]?.titles ?? 1;
  const least = words[Math.min(words.length, MOST_WORDS) - 1]?.titles ?? 0;
  const placed: PlacedWord[] = [];
  const boxes: Box[] = [];
  for (const word of words.slice(0, MOST_WORDS)) {
    const part =
      most === least ? 1 : (Math.sqrt(word.titles) - Math.sqrt(least)) / (Math.sqrt(most) - Math.sqrt(least));
    const size = Math.round(SMALLEST + part * (LARGEST - SMALLEST));
    const width = widthOf(word.word, size);
    // Archimedes' spiral, flattened to the form of the picture.
    for (let turn = 0; turn < 500; turn += 0.08) {
      const reach = 1.1 * turn;
      const x = WIDTH / 2 + reach * Math.cos(turn) * (WIDTH / HEIGHT);
      const y = HEIGHT / 2 + reach * Math.sin(turn);
      if (reach > WIDTH) break;
      const box = boxAround(x, y, width, size);
      if (box.left < 0 || box.right > WIDTH || box.top < 0 || box.bottom > HEIGHT) continue;
      if (boxes.some((other) => overlaps(box, other))) continue;
      boxes.push(box);
      placed.push({ ...word, x, y: y + size * 0.3, size, width });
      break;
    }
  }
  return placed;
}

/** The words as a cloud; each is held to its reckoned width, whatever the font. */
export function drawCloud(words: readonly WordCount[]): string {
  const texts = placeWords(words).map(
    ({ word, titles, x, y, size, width }, place) =>
      `<text class="tone-${place % TONES}" x="${at(x)}" y="${at(y)}" font-size="${size}" textLength="${at(width)}" lengthAdjust="spacingAndGlyphs" text-anchor="middle">${escapeText(word)}<title>${escapeText(word)}: ${titles}</title></text>`,
  );
  return drawing(WIDTH, HEIGHT, texts.join(''));
}
