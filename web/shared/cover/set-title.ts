/** Sets a title into a box: breaks it into lines and finds the largest letters that fit. */

export type Face = 'poster' | 'serif';

/** Where a title stands on a cover of 200 × 300. */
export interface TitleBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Which edge of the box the lines rest on. */
  readonly rests: 'top' | 'bottom';
  readonly align: 'start' | 'middle' | 'end';
}

export interface SetLine {
  readonly text: string;
  /** Baseline. */
  readonly y: number;
  /** Size of the letters. */
  readonly size: number;
  /** Width of the line at that size. */
  readonly width: number;
}

/** Widths of letters in fiftieths of their size, measured in the fonts at weight 600. */
const WIDTHS: Readonly<Record<Face, readonly (readonly [width: number, letters: string])[]>> = {
  poster: [
    [8, "'’"],
    [10, ' ,lIÍÌí'],
    [11, '.;ij·'],
    [14, '!:¡()1tfr"[]-'],
    [19, '7Z*/–_sz'],
    [21, '23569?FLcevxyéç'],
    [22, '08ESJÉabdghknopquáóúñü$+<=>'],
    [23, '4ABCGOPQRTXYÁÓÇ«»'],
    [24, 'DHKUVÚÜ'],
    [27, 'NMÑ'],
    [29, '&#w'],
    [33, 'Wm'],
    [39, '@%'],
  ],
  serif: [
    [10, "' ’"],
    [14, ',.:;·¡!ijl'],
    [18, '()[]"tIfÍ-'],
    [24, 'rs1/_z¿'],
    [27, '7J?ceéavxá–<>'],
    [30, '25gySo$«»+=389'],
    [32, 'FbdkpquLZhnñEÉ46*#0'],
    [36, 'BCPTVYÇ'],
    [38, 'AXÁGRUÚÜ&%NÑ'],
    [41, 'DKOQÓw'],
    [45, 'HMm@'],
    [53, 'W'],
  ],
};

const widthsOf = (face: Face): ReadonlyMap<string, number> =>
  new Map(WIDTHS[face].flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width / 50] as const)));

const TABLES: Readonly<Record<Face, ReadonlyMap<string, number>>> = {
  poster: widthsOf('poster'),
  serif: widthsOf('serif'),
};

/** Width of a text at size 1. */
function measure(text: string, face: Face): number {
  const table = TABLES[face];
  let width = 0;
  for (const letter of text) width += table.get(letter) ?? table.get(letter.normalize('NFD')[0]) ?? 0.62;
  return width;
}

const LEADING: Readonly<Record<Face, number>> = { poster: 0.86, serif: 0.98 };
const CAP = 0.7;
const LARGEST: Readonly<Record<Face, number>> = { poster: 74, serif: 46 };

/** The words in so many lines, the widest as narrow as can be; null when there are fewer words. */
function breakLines(words: readonly string[], count: number, face: Face): readonly string[] | null {
  if (words.length < count) return null;
  if (count === 1) return [words.join(' ')];
  let best: readonly string[] | null = null;
  let bestWidth = Infinity;
  for (let first = 1; first <= words.length - count + 1; first++) {
    const head = words.slice(0, first).join(' ');
    const headWidth = measure(head, face);
    if (headWidth >= bestWidth) break;
    const rest = breakLines(words.slice(first), count - 1, face);
    if (rest === null) continue;
    const width = Math.max(headWidth, ...rest.map((line) => measure(line, face)));
    if (width < bestWidth) {
      bestWidth = width;
      best = [head, ...rest];
    }
  }
  return best;
}

const MOST_LINES = 5;

/**
 * Lines of a title inside its box, each with baseline, size and width. All lines have the size at which the widest still fits;
 * with `isBlock` each line fills the width as far as the height allows.
 */
export function setTitle(title: string, face: Face, box: TitleBox, isBlock = false): readonly SetLine[] {
  const words = title.split(/\s+/).filter(Boolean).slice(0, 16);
  const leading = LEADING[face];
  let best: readonly SetLine[] = [];
  let bestWorth = 0;
  for (let count = 1; count <= MOST_LINES; count++) {
    const lines = breakLines(words, count, face);
    if (lines === null) break;
    const widths = lines.map((line) => measure(line, face));
    const even = Math.min(LARGEST[face], box.width / Math.max(...widths));
    const sizes = widths.map((width) => (isBlock ? Math.min(LARGEST[face], even * 2.1, box.width / width) : even));
    const tall = sizes.reduce((sum, size) => sum + size * leading, 0) - sizes[0] * (leading - CAP);
    const shrink = Math.min(1, box.height / tall);
    const worth = sizes.reduce((sum, size, at) => sum + size * size * widths[at], 0) * shrink * shrink;
    if (worth <= bestWorth * 1.04) continue;
    bestWorth = worth;
    const height = tall * shrink;
    let y = box.rests === 'top' ? box.y : box.y + box.height - height;
    best = lines.map((text, at) => {
      const size = sizes[at] * shrink;
      y += size * (at === 0 ? CAP : leading);
      return { text, y, size, width: widths[at] * size };
    });
  }
  return best;
}

const SMALL = 13;
const MOST_SMALL_LINES = 2;

/** Height that so many small lines take. */
export const smallHeight = (lines: number): number => (lines === 0 ? 0 : lines * SMALL * 1.12 + 4);

/** The second part of a name in small letters: at most two lines, cut with an ellipsis where it is longer. */
export function setSmall(text: string, face: Face, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`, face) * SMALL <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= MOST_SMALL_LINES
    ? lines
    : [...lines.slice(0, MOST_SMALL_LINES - 1), `${lines[MOST_SMALL_LINES - 1] ?? ''}…`];
}

/** Size of the small letters. */
export const SMALL_SIZE = SMALL;
