import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, random } from '../src/base/random.ts';
import { drawActivity } from './synthetic-matrix.ts';

/** How large a made-up platform is. */
export interface PlatformSize {
  readonly users: number;
  readonly titles: number;
  readonly interactions: number;
}

/** Kinds of titles that users like or do not: what there is to be learnt. */
const TASTES = 32;
/** How many of them a user has, and which part of what it watches is of them. */
const OWN_TASTES = 3;
const LOYALTY = 0.7;
/** Popularity of a title by rank r: (r + titles / 55)^−2.2, near that of MovieLens 20M (a median title has 24 of 20M, the most popular 28,000). */
const SHIFT = 55;
const EXPONENT = 2.2;
const GENRES = ['Action', 'Comedy', 'Drama', 'Horror', 'Romance', 'Sci-Fi', 'Thriller', 'Documentary'];
const FIRST_SECOND = 1_000_000_000;
const SPAN_SECONDS = 500_000_000;
const BUFFER = 1 << 22;
const ROW_BYTES = 64;
const [COMMA, POINT, LINE_FEED] = [44, 46, 10];

/**
 * Writes movies.csv and ratings.csv of a made-up platform (see `drawHistories`) into a folder. Equal sizes and seed give equal bytes.
 * Memory: some numbers for each user and title, none for each row.
 */
export function writePlatform(folder: string, size: PlatformSize, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const tastes = drawTastes(size.titles, seed);
  const lines = Array.from(
    tastes,
    (taste, title) => `${title + 1},Title ${title + 1} (${1950 + (title % 70)}),${GENRES[taste % GENRES.length]}\n`,
  );
  writeFileSync(join(folder, 'movies.csv'), `movieId,title,genres\n${lines.join('')}`);
  const handle = openSync(join(folder, 'ratings.csv'), 'w');
  try {
    writeRatings(handle, size, seed);
  } finally {
    closeSync(handle);
  }
}

/** The taste of each title. */
function drawTastes(titles: number, seed: number): Uint8Array {
  const stream = random(seed, 'tastes', titles);
  return Uint8Array.from({ length: titles }, () => stream.below(TASTES));
}

/** Returns a function that draws one of `nums` with its weight (Walker 1977, the alias method: one step whatever the length). */
function prepareDraw(nums: readonly number[], weights: Float64Array): (stream: Random) => number {
  const n = nums.length;
  const total = nums.reduce((sum, num) => sum + weights[num], 0);
  const share = Float64Array.from(nums, (num) => (weights[num] / total) * n);
  const other = new Int32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((part, at) => (part < 1 ? small : large).push(at));
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop()!, large[large.length - 1]];
    other[low] = high;
    share[high] += share[low] - 1;
    if (share[high] < 1) small.push(large.pop()!);
  }
  for (const at of [...small, ...large]) share[at] = 1;
  return (stream) => {
    const at = stream.below(n);
    return nums[stream.next() < share[at] ? at : other[at]];
  };
}

/** What one made-up user has watched, in order of time. */
export interface DrawnHistory {
  readonly user: number;
  /** Titles by number from 0, each once. */
  readonly items: Int32Array;
  /** Half stars, 1…10. */
  readonly halves: Uint8Array;
  /** Seconds since 1970. */
  readonly times: Int32Array;
}

/**
 * Yields the made-up users from 0 on: activity lognormal, at least 20 titles each; popularity of titles by Zipf and Mandelbrot; seven
 * of ten titles of a user from its own three of 32 tastes; half stars that follow the taste. Equal sizes and seed give equal users.
 */
export function* drawHistories({ users, titles, interactions }: PlatformSize, seed: number): Generator<DrawnHistory> {
  const tastes = drawTastes(titles, seed);
  const ranks = random(seed, 'popularity', titles).shuffle(Int32Array.from({ length: titles }, (_, rank) => rank));
  const weights = Float64Array.from(ranks, (rank) => (rank + titles / SHIFT) ** -EXPONENT);
  const all = Array.from({ length: titles }, (_, title) => title);
  const drawAny = prepareDraw(all, weights);
  const drawOf = Array.from({ length: TASTES }, (_, taste) => {
    const own = all.filter((title) => tastes[title] === taste);
    return own.length === 0 ? drawAny : prepareDraw(own, weights);
  });
  const counts = drawActivity(users, titles, interactions, seed);
  const takenBy = new Int32Array(titles).fill(-1);
  for (let user = 0; user < users; user++) {
    const stream = random(seed, 'user', user);
    const own = Array.from({ length: OWN_TASTES }, () => stream.below(TASTES));
    const kindness = stream.normal() * 0.4;
    let time = FIRST_SECOND + stream.below(SPAN_SECONDS);
    const count = counts[user];
    const [items, halves, times] = [new Int32Array(count), new Uint8Array(count), new Int32Array(count)];
    // Who has watched most of what it likes goes on with anything, and in the end with what comes next.
    let inVain = 0;
    for (let at = 0; at < count; ) {
      const loyal = inVain < 50 && stream.next() < LOYALTY;
      let title = (loyal ? drawOf[own[stream.below(OWN_TASTES)]] : drawAny)(stream);
      if (takenBy[title] === user && inVain++ < 100) continue;
      while (takenBy[title] === user) title = (title + 1) % titles;
      inVain = 0;
      takenBy[title] = user;
      const liked = own.includes(tastes[title]) ? 0.6 : 0;
      const stars = Math.round(2 * (3.1 + liked + kindness + stream.normal() * 0.8));
      time += 1 + stream.below(90);
      items[at] = title;
      halves[at] = Math.min(10, Math.max(1, stars));
      times[at++] = time;
    }
    yield { user, items, halves, times };
  }
}

function writeRatings(handle: number, size: PlatformSize, seed: number): void {
  const out = Buffer.allocUnsafe(BUFFER);
  let length = out.write('userId,movieId,rating,timestamp\n', 'latin1');
  const flush = (): void => {
    for (let at = 0; at < length; ) at += writeSync(handle, out, at, length - at);
    length = 0;
  };
  for (const { user, items, halves, times } of drawHistories(size, seed)) {
    for (let at = 0; at < items.length; at++) {
      if (length + ROW_BYTES > BUFFER) flush();
      length = putNumber(out, length, user + 1, COMMA);
      length = putNumber(out, length, items[at] + 1, COMMA);
      length = putNumber(out, length, halves[at] >> 1, POINT);
      length = putNumber(out, length, halves[at] % 2 === 1 ? 5 : 0, COMMA);
      length = putNumber(out, length, times[at], LINE_FEED);
    }
  }
  flush();
}

/** Writes a whole number ≥ 0 and one byte after it; returns where the next byte goes. */
function putNumber(out: Buffer, at: number, value: number, after: number): number {
  let end = at + 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) end++;
  for (let place = end - 1, rest = value; place >= at; place--) {
    const next = Math.floor(rest / 10);
    out[place] = 48 + rest - 10 * next;
    rest = next;
  }
  out[end] = after;
  return end + 1;
}
