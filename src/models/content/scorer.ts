import type { Title } from '../../dataset/index.ts';
import type { F32Block, Kernels } from '../../kernels/index.ts';
import type { Artifact, Contribution, Query, Scorer } from '../contract.ts';
import { askingLexicon, filmLexicon } from '../text/index.ts';
import { explainScore } from './explain.ts';
import { explainKinship } from './explain-kinship.ts';
import { openLayers } from './layers.ts';
import { openParts } from './parts.ts';
import { type Reading, readQuery } from './reading.ts';
import type { TermMatrix } from './term-matrix.ts';
import { REST, type WishGroup } from './wishes.ts';

/** A content scorer as a model that holds one uses it. */
export interface ContentScorer extends Scorer {
  /** The terms of all titles. */
  readonly terms: TermMatrix;
  /** As `score`, into a block of the kernels' memory. */
  scoreBlock(query: Query, out: F32Block): void;
  /**
   * As `similar`, by another nearness than that of the item vectors: `write` writes one number an item, at most 1. `popularity` takes the
   * place of the configured weight.
   */
  similarBy(
    item: number,
    n: number,
    write: (out: F32Block) => void,
    popularity: number,
  ): { item: number; score: number }[];
  /**
   * The terms that an item shares with one title, as parts of the item's score were that title the whole history, with that weight;
   * largest first, at most `n` of them, those above 0 only, each amount times `scale` (0 or more).
   */
  explainKinship(item: number, other: number, weight: number, n: number, scale: number): Contribution[];
}

/** Queries whose readings are kept, because explanations follow scores. */
const KEPT = 3;

/** Returns the scorer of a trained content model; throws UNSUPPORTED_ARTIFACT for another model's or another catalogue's. */
export function loadContent(artifact: Artifact, titles: readonly Title[], kernels: Kernels): ContentScorer {
  const parts = openParts(artifact, titles.length, kernels);
  // Read now, not within the first request that has words.
  filmLexicon();
  askingLexicon();
  const { config, f, n, E, lengths, popularity, matrix, index, likeness, likenessByColumn, searchByColumn } = parts;
  const x = kernels.heap.f32(f);
  const layers = openLayers(kernels, likenessByColumn);
  const total = kernels.heap.f32(Math.max(1, n));

  const kept: { query: Query; reading: Reading }[] = [];
  const readingOf = (query: Query): Reading => {
    for (const known of kept) if (known.query === query) return known.reading;
    const reading = readQuery(parts, query);
    if (kept.length >= KEPT) kept.shift();
    kept.push({ query, reading });
    return reading;
  };

  /** Takes up the terms of an item, so that amount · their cosine with those of every other is added. */
  const takeTerms = (item: number, amount: number): void => {
    for (let at = matrix.indptr[item]; at < matrix.indptr[item + 1]; at++) {
      layers.take(matrix.indices[at], amount * likeness[at]);
    }
  };

  const best = new Float32Array(n);
  const rest = new Float32Array(n);
  /** out[item] += scale · (the best match of the group + a part of the others). */
  const addMatches = (out: Float32Array, { wishes }: WishGroup, scale: number): void => {
    const touched: number[] = [];
    for (const { column, weight } of wishes) {
      for (let at = index.starts[column]; at < index.starts[column + 1]; at++) {
        const item = index.rows[at];
        const match = weight * searchByColumn[at];
        if (best[item] === 0) touched.push(item);
        if (Math.abs(match) > Math.abs(best[item])) {
          rest[item] += best[item];
          best[item] = match;
        } else rest[item] += match;
      }
    }
    for (const item of touched) {
      out[item] += scale * (best[item] + REST * rest[item]);
      best[item] = 0;
      rest[item] = 0;
    }
  };

  const scoreBlock = (query: Query, block: F32Block): void => {
    const reading = readingOf(query);
    const out = block.data;
    for (let k = 0; k < f; k++) x.data[k] = reading.taste[k]!;
    if (reading.recent.length === 0) kernels.multiplyVector(block, E, x, n, f);
    else {
      kernels.multiplyVector(layers.base, E, x, n, f);
      const amount = config.likeness * reading.historyScale;
      for (const at of reading.recent) takeTerms(query.items[at], amount * query.weights[at]);
      layers.sum(block);
    }
    if (reading.popularity !== 0) {
      for (let item = 0; item < n; item++) out[item] += reading.popularity * popularity[item];
    }
    for (const group of reading.wishes) addMatches(out, group, reading.wishScale);
  };

  const similarBy: ContentScorer['similarBy'] = (item, count, write, share) => {
    if (!(item >= 0 && item < n) || count < 1) return [];
    write(layers.base);
    takeTerms(item, config.similar.likeness);
    layers.sum(total);
    const { data } = total;
    // What a double of the item, known to all, would reach.
    const most = 1 + config.similar.likeness + share;
    const found: { item: number; score: number }[] = [];
    for (let other = 0; other < n; other++) {
      const score = (data[other] + share * popularity[other]) / most;
      if (other !== item && score > 0) found.push({ item: other, score });
    }
    return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, count);
  };

  return {
    terms: matrix,

    score(query, out) {
      scoreBlock(query, total);
      for (let item = 0; item < n; item++) out[item] = total.data[item]!;
    },

    scoreBlock,

    explain(query, item, count) {
      return item >= 0 && item < n && count > 0 ? explainScore(parts, query, readingOf(query), item, count) : [];
    },

    explainKinship: (item, other, weight, count, scale) => explainKinship(parts, item, other, weight, count, scale),

    similar: (item, count) =>
      similarBy(
        item,
        count,
        (out) => {
          const length = lengths[item] || 1;
          for (let k = 0; k < f; k++) x.data[k] = E.data[item * f + k] / length;
          kernels.multiplyVector(out, E, x, n, f);
          for (let other = 0; other < n; other++) out.data[other] /= lengths[other] || 1;
        },
        config.similar.popularity,
      ),

    similarBy,

    close: () => kernels.close(),
  };
}
