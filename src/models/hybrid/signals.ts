import type { Title } from '../../dataset/index.ts';
import type { Kernels, SharedF32 } from '../../kernels/index.ts';
import { tensorData } from '../artifact.ts';
import { type ColdTaste, type ContentScorer, loadContent, openColdTaste } from '../content/index.ts';
import type { Artifact, Query } from '../contract.ts';
import { type OpenItemWeights, openItemWeights } from '../ease/index.ts';
import { type BlendWeights, KNOTS, locateLength, weightsFor } from './blend-weights.ts';
import type { HybridConfig } from './config.ts';
import { buildGenreSets, type GenreSets } from './genre-taste.ts';
import { nestedArtifact } from './nested-artifact.ts';
import { openPrior, type Prior } from './prior.ts';
import { PLACE, SIGNALS } from './signal-names.ts';

/** The deviation of the content scores is taken from every fourth. */
const CONTENT_STRIDE = 4;

/** Rows of what is known of all items: the weighed prior at each knot, then the content scores. */
const CONTENT = KNOTS.length;
const SHARED_ROWS = CONTENT + 1;

/** A query measured: one number per item and signal, before weighing. The arrays are overwritten by the next query. */
export interface Reading {
  /** How many history items are known, stated ones counted `stated` times: chooses the weights. */
  readonly length: number;
  /** The latest part of the history, with the weight of each item, recent ones more, and the broader view of the same. */
  readonly items: Int32Array;
  readonly recent: Float32Array;
  readonly broad: Float32Array;
  /** By column of the item-to-item part; null without known history. */
  readonly together: SharedF32 | null;
  readonly togetherScale: number;
  readonly factors: SharedF32 | null;
  readonly factorsScale: number;
  /** What the content part was asked, and its answer by item; null without history. */
  readonly contentQuery: Query | null;
  readonly content: Float32Array | null;
  readonly contentScale: number;
  /** By place among the cold titles; null without history. */
  readonly coldTaste: Float32Array | null;
  /** By genre set; null without history. */
  readonly genres: Float32Array | null;
  readonly prior: Prior;
}

/** The parts of a hybrid, opened. */
export interface Signals {
  readonly together: OpenItemWeights;
  /** Vectors by column of the item-to-item part, and the inverse of their lengths. */
  readonly vectors: SharedF32;
  readonly inverseLengths: Float32Array;
  readonly factors: number;
  readonly content: ContentScorer;
  readonly coldTaste: ColdTaste;
  readonly genres: GenreSets;
  read(query: Query): Reading;
  /** Whether nobody has watched an item. */
  isCold(item: number): boolean;
  /** Writes the weighed sum of the signals of every item, with the weights for the history's length. */
  blend(reading: Reading, weights: BlendWeights, out: Float32Array): void;
  /** Writes the signals of an item, as the blend takes them, to `out[at …]`. */
  values(reading: Reading, item: number, out: Float32Array, at: number): void;
}

/** Opens the parts of an artifact in one kernels' memory, which the caller closes. */
export function openSignals(
  artifact: Artifact,
  titles: readonly Title[],
  config: HybridConfig,
  kernels: Kernels,
): Signals {
  const catalogue = titles.length;
  const { heap } = kernels;
  const together = openItemWeights(nestedArtifact(artifact, 'ease'), catalogue, kernels);
  const { columns } = together;
  const n = together.items.length;
  const f = config.factors.factors;
  const Y = heap.f32(Math.max(1, n) * f);
  Y.data.set(tensorData(artifact, 'itemFactors', Float32Array).subarray(0, n * f));
  const inverseLengths = Float32Array.from({ length: n }, (_, column) => inverseLength(Y.data, column * f, f));
  const x = heap.f32(f);
  const products = heap.f32(Math.max(1, n));
  const factorScores = products.data.subarray(0, n);
  const contentScorer = loadContent(nestedArtifact(artifact, 'content'), titles, kernels);
  const coldTaste = openColdTaste(nestedArtifact(artifact, 'cold'), contentScorer.terms, kernels);
  const counts = tensorData(nestedArtifact(artifact, 'prior'), 'counts', Int32Array);
  const expected = tensorData(artifact, 'expected', Float32Array);
  const coldItems = Int32Array.from(counts.keys()).filter((item) => counts[item] === 0);
  const coldPlaces = coldItems.map((item) => coldTaste.placeOf(item));
  const genres = buildGenreSets(titles);
  const affinities = new Float32Array(genres.sets);
  const genreShares = new Float32Array(genres.sets);
  const priorAt = openPrior(
    nestedArtifact(artifact, 'prior'),
    titles.map(({ year }) => year),
    config.trendHalfLifeDays,
  );
  const { recentHalfLife, returnHalfLife, sessionHours, floor, broadHalfLife, broadFloor, maxLength } = config.history;

  let recentSteps = new Float32Array(0);
  let returnSteps = new Float32Array(0);
  let broadSteps = new Float32Array(0);
  let recentWeights = new Float32Array(0);
  let broadWeights = new Float32Array(0);
  /** Makes room for histories of twice the length. */
  const lengthenSteps = (): void => {
    const size = Math.max(64, 2 * recentSteps.length);
    const fade = (halfLife: number, least: number): Float32Array<ArrayBuffer> =>
      Float32Array.from({ length: size }, (_, steps) => least + 2 ** (-steps / halfLife));
    recentSteps = fade(recentHalfLife, floor);
    returnSteps = fade(returnHalfLife, floor);
    broadSteps = fade(broadHalfLife, broadFloor);
    recentWeights = new Float32Array(size);
    broadWeights = new Float32Array(size);
  };

  /** Priors already weighed, by moment and knot, while the weights are the same. */
  const weighed = new WeakMap<Prior, { weights: BlendWeights; knots: Map<number, Float32Array> }>();
  const weighedPrior = (prior: Prior, weights: BlendWeights, knot: number): Float32Array => {
    let known = weighed.get(prior);
    if (known === undefined || known.weights !== weights) {
      known = { weights, knots: new Map() };
      weighed.set(prior, known);
    }
    let sums = known.knots.get(knot);
    if (sums === undefined) {
      sums = weighPrior(prior, weights, knot);
      known.knots.set(knot, sums);
    }
    return sums;
  };

  const foldedRows = heap.i32(maxLength);
  const foldedWeights = heap.f32(maxLength);
  /** Taste as the weighted sum of the directions of the history's items; false when none of them has one. */
  const foldIn = (items: Int32Array, weights: Float32Array): boolean => {
    let known = 0;
    for (let at = 0; at < items.length; at++) {
      const column = columns[items[at]] ?? -1;
      const weight = weights[at];
      if (column < 0 || weight === 0) continue;
      foldedRows.data[known] = column;
      foldedWeights.data[known++] = weight * inverseLengths[column];
    }
    kernels.sumRows(x, Y, foldedRows, foldedWeights, known, f, f);
    return known > 0;
  };

  /** What is known of all items, one row each: the weighed priors at the knots and the content scores. */
  const shared = heap.f32(SHARED_ROWS * Math.max(1, catalogue));
  const row = (at: number): Float32Array => shared.data.subarray(at * catalogue, (at + 1) * catalogue);
  const sharedRows = heap.i32(SHARED_ROWS);
  const sharedWeights = heap.f32(SHARED_ROWS);
  const blended = heap.f32(Math.max(1, catalogue));
  const contentScores = row(CONTENT);
  const contentBlock = { at: shared.at + CONTENT * catalogue * contentScores.BYTES_PER_ELEMENT, data: contentScores };
  const priorRows = KNOTS.map((_, knot) => row(knot));
  const placed: Float32Array[] = [];
  /** Copies a weighed prior into its row, unless it is there already; number by number, because views on shared memory copy slowly. */
  const place = (knot: number, sums: Float32Array): void => {
    if (placed[knot] === sums) return;
    const target = priorRows[knot];
    for (let item = 0; item < catalogue; item++) target[item] = sums[item]!;
    placed[knot] = sums;
  };

  const nothing = new Float32Array(n);
  const addColumns = (out: Float32Array, reading: Reading, weights: Float64Array): void => {
    const { items } = together;
    const sums = reading.together ?? nothing;
    const taste = reading.factors ?? nothing;
    const a = weights[PLACE.together] * reading.togetherScale;
    const b = weights[PLACE.factors] * reading.factorsScale;
    if (a === 0 && b === 0) return;
    for (let column = 0; column < n; column++) out[items[column]] += a * sums[column] + b * taste[column];
  };

  /** The sum over `values` of the items that nobody has watched, in the same order: most of a large catalogue, so without the array between. */
  const blendCold = (out: Float32Array, reading: Reading, weights: Float64Array): void => {
    const { prior, content, contentScale, coldTaste: tastes, genres: affinity } = reading;
    const unreleased = weights[PLACE.unreleased];
    const level = weights[PLACE.coldLevel];
    const taste = weights[PLACE.coldTaste];
    const similar = weights[PLACE.coldContent];
    const genre = weights[PLACE.coldGenres];
    const popularity = weights[PLACE.coldExpected];
    const fresh = weights[PLACE.coldFresh];
    const modern = weights[PLACE.coldModern];
    for (let at = 0; at < coldItems.length; at++) {
      const item = coldItems[at];
      const place = coldPlaces[at];
      let sum = unreleased * prior.unreleased[item] + level;
      if (tastes !== null && place >= 0) sum += taste * tastes[place];
      if (content !== null) sum += similar * Math.fround(content[item] * contentScale);
      if (affinity !== null) sum += genre * affinity[genres.setOf[item]];
      sum += popularity * expected[item];
      sum += fresh * prior.fresh[item];
      out[item] = sum + modern * prior.modern[item];
    }
  };

  return {
    together,
    vectors: Y.data,
    inverseLengths,
    factors: f,
    content: contentScorer,
    coldTaste,
    genres,

    read(query) {
      const from = Math.max(0, query.items.length - maxLength);
      const items = query.items.subarray(from);
      while (recentSteps.length < items.length) lengthenSteps();
      const recent = recentWeights.subarray(0, items.length);
      const broad = broadWeights.subarray(0, items.length);
      const gap = query.now - (query.times[query.times.length - 1] ?? query.now);
      const nearSteps = gap <= sessionHours * 3600 ? recentSteps : returnSteps;
      let length = 0;
      for (let at = 0; at < items.length; at++) {
        const weight = query.weights[from + at];
        const item = items[at];
        const usable = Number.isFinite(weight) && item >= 0 && item < catalogue;
        const steps = items.length - 1 - at;
        recent[at] = usable ? weight * nearSteps[steps] : 0;
        broad[at] = usable ? weight * broadSteps[steps] : 0;
        if (usable && weight !== 0) length++;
      }
      const sums = length === 0 ? null : together.sum(items, recent);
      const folded = length > 0 && foldIn(items, broad);
      if (folded) kernels.multiplyVector(products, Y, x, n, f);
      const contentQuery =
        length === 0 ? null : { items, weights: broad, times: query.times.subarray(from), now: query.now };
      if (contentQuery !== null) {
        contentScorer.scoreBlock(contentQuery, contentBlock);
        genres.measure(affinities, items, broad);
      }
      return {
        length: length === 0 ? 0 : length + (config.stated - 1) * Math.min(length, query.stated ?? 0),
        items,
        recent,
        broad,
        together: sums,
        togetherScale: sums === null ? 0 : inverseDeviation(sums, 1),
        factors: folded ? factorScores : null,
        factorsScale: folded ? inverseDeviation(factorScores, 1) : 0,
        contentQuery,
        content: length > 0 ? contentScores : null,
        contentScale: length > 0 ? inverseDeviation(contentScores, CONTENT_STRIDE) : 0,
        coldTaste: length > 0 ? coldTaste.measure(query) : null,
        genres: length > 0 ? affinities : null,
        prior: priorAt(query.now),
      };
    },

    isCold: (item) => counts[item] === 0,

    blend(reading, blendWeights, out) {
      const { knot, share } = locateLength(reading.length);
      const weights = weightsFor(blendWeights, reading.length);
      let used = 0;
      const take = (row: number, weight: number): void => {
        sharedRows.data[used] = row;
        sharedWeights.data[used++] = weight;
      };
      place(knot, weighedPrior(reading.prior, blendWeights, knot));
      take(knot, 1 - share);
      if (share !== 0) {
        place(knot + 1, weighedPrior(reading.prior, blendWeights, knot + 1));
        take(knot + 1, share);
      }
      if (reading.content !== null) take(CONTENT, weights[PLACE.content] * reading.contentScale);
      kernels.sumRows(blended, shared, sharedRows, sharedWeights, used, catalogue, catalogue);
      const affinity = reading.genres;
      const sums = blended.data;
      if (affinity === null) for (let item = 0; item < catalogue; item++) out[item] = sums[item]!;
      else {
        const { setOf } = genres;
        for (let set = 0; set < genreShares.length; set++) genreShares[set] = weights[PLACE.genres] * affinity[set];
        for (let item = 0; item < catalogue; item++) out[item] = sums[item] + genreShares[setOf[item]];
      }
      addColumns(out, reading, weights);
      blendCold(out, reading, weights);
    },

    values(reading, item, out, at) {
      const { prior } = reading;
      const column = columns[item];
      const similar = reading.content === null ? 0 : reading.content[item] * reading.contentScale;
      const affinity = reading.genres === null ? 0 : reading.genres[genres.setOf[item]];
      out.fill(0, at, at + SIGNALS.length);
      out[at + PLACE.unreleased] = prior.unreleased[item]!;
      if (counts[item] === 0) {
        out[at + PLACE.coldLevel] = 1;
        const place = coldTaste.placeOf(item);
        if (place >= 0 && reading.coldTaste !== null) out[at + PLACE.coldTaste] = reading.coldTaste[place]!;
        out[at + PLACE.coldContent] = similar;
        out[at + PLACE.coldGenres] = affinity;
        out[at + PLACE.coldExpected] = expected[item]!;
        out[at + PLACE.coldFresh] = prior.fresh[item]!;
        out[at + PLACE.coldModern] = prior.modern[item]!;
        return;
      }
      if (column >= 0 && reading.together !== null) {
        out[at + PLACE.together] = reading.together[column] * reading.togetherScale;
      }
      if (column >= 0 && reading.factors !== null) {
        out[at + PLACE.factors] = reading.factors[column] * reading.factorsScale;
      }
      out[at + PLACE.content] = similar;
      out[at + PLACE.genres] = affinity;
      out[at + PLACE.popularity] = prior.popularity[item]!;
      out[at + PLACE.trend] = prior.trend[item]!;
      out[at + PLACE.fresh] = prior.fresh[item]!;
      out[at + PLACE.modern] = prior.modern[item]!;
    },
  };
}

/** The sum of a knot's weights times the prior's signals, for every item. */
function weighPrior(prior: Prior, weights: BlendWeights, knot: number): Float32Array {
  const { popularity, trend, unreleased, fresh, modern } = prior;
  const at = knot * SIGNALS.length;
  const a = weights[at + PLACE.popularity];
  const b = weights[at + PLACE.trend];
  const c = weights[at + PLACE.unreleased];
  const d = weights[at + PLACE.fresh];
  const e = weights[at + PLACE.modern];
  const sums = new Float32Array(popularity.length);
  for (let item = 0; item < sums.length; item++) {
    sums[item] = a * popularity[item] + b * trend[item] + c * unreleased[item] + d * fresh[item] + e * modern[item];
  }
  return sums;
}

/** 1 / standard deviation of every stride-th number; 0 for numbers that are all alike. */
function inverseDeviation(values: SharedF32, stride: number): number {
  // Two sums of each, because a sum waits for the one before.
  let sum = 0;
  let squares = 0;
  let otherSum = 0;
  let otherSquares = 0;
  let at = 0;
  for (; at + stride < values.length; at += 2 * stride) {
    const value = values[at];
    const other = values[at + stride];
    sum += value;
    squares += value * value;
    otherSum += other;
    otherSquares += other * other;
  }
  if (at < values.length) {
    sum += values[at];
    squares += values[at] * values[at];
  }
  const count = Math.ceil(values.length / stride);
  const mean = (sum + otherSum) / count;
  const variance = (squares + otherSquares) / count - mean * mean;
  return variance > 1e-20 ? 1 / Math.sqrt(variance) : 0;
}

function inverseLength(values: SharedF32, at: number, length: number): number {
  let sum = 0;
  for (let k = at; k < at + length; k++) sum += values[k] * values[k];
  return sum > 0 ? 1 / Math.sqrt(sum) : 0;
}
