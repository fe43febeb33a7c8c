import type { Title } from '../../dataset/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { Artifact, Query, Scorer } from '../contract.ts';
import { askingLexicon, filmLexicon } from '../text/index.ts';
import { explainScore } from './explain.ts';
import { openParts } from './parts.ts';
import { type Reading, readQuery } from './reading.ts';
import { REST, type WishGroup } from './wishes.ts';

/** Returns the scorer of a trained content model; throws UNSUPPORTED_ARTIFACT for another model's or another catalogue's. */
export function loadContent(artifact: Artifact, titles: readonly Title[], kernels: Kernels): Scorer {
  const parts = openParts(artifact, titles.length, kernels);
  // Read now, not within the first request that has words.
  filmLexicon();
  askingLexicon();
  const { config, f, n, E, lengths, popularity, matrix, index, likeness, likenessByColumn, searchByColumn } = parts;
  const x = kernels.heap.f32(f);
  const scores = kernels.heap.f32(Math.max(1, n));
  const own = scores.data.subarray(0, n);

  /** Readings are kept while their queries live, because explanations follow scores. */
  const readings = new WeakMap<Query, Reading>();
  const readingOf = (query: Query): Reading => {
    let reading = readings.get(query);
    if (reading === undefined) {
      reading = readQuery(parts, query);
      readings.set(query, reading);
    }
    return reading;
  };

  const shares = new Float64Array(matrix.columns);
  const shared: number[] = [];
  /** Takes up the terms of an item for `addLikeness`, which adds amount · their cosine with those of every other. */
  const takeTerms = (item: number, amount: number): void => {
    for (let at = matrix.indptr[item]; at < matrix.indptr[item + 1]; at++) {
      const column = matrix.indices[at];
      const share = amount * likeness[at];
      if (share === 0) continue;
      if (shares[column] === 0) shared.push(column);
      shares[column] += share;
    }
  };
  /** out[other] += the likeness with the items taken up, for all others; each term's titles are gone through once. */
  const addLikeness = (out: Float32Array): void => {
    const { starts, rows } = index;
    for (const column of shared) {
      const share = shares[column];
      shares[column] = 0;
      if (share === 0) continue;
      const end = starts[column + 1];
      for (let to = starts[column]; to < end; to++) out[rows[to]] += share * likenessByColumn[to];
    }
    shared.length = 0;
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

  return {
    score(query, out) {
      const reading = readingOf(query);
      x.data.set(reading.taste);
      kernels.multiplyVector(scores, E, x, n, f);
      out.set(own);
      if (reading.popularity !== 0) {
        for (let item = 0; item < n; item++) out[item] += reading.popularity * popularity[item];
      }
      const amount = config.likeness * reading.historyScale;
      for (const at of reading.recent) takeTerms(query.items[at], amount * query.weights[at]);
      addLikeness(out);
      for (const group of reading.wishes) addMatches(out, group, reading.wishScale);
    },

    explain(query, item, count) {
      return item >= 0 && item < n && count > 0 ? explainScore(parts, query, readingOf(query), item, count) : [];
    },

    similar(item, count) {
      if (!(item >= 0 && item < n) || count < 1) return [];
      const length = lengths[item] || 1;
      for (let k = 0; k < f; k++) x.data[k] = E.data[item * f + k] / length;
      kernels.multiplyVector(scores, E, x, n, f);
      const { data } = scores;
      for (let other = 0; other < n; other++) data[other] /= lengths[other] || 1;
      takeTerms(item, config.similar.likeness);
      addLikeness(data);
      // What a double of the item, known to all, would reach.
      const most = 1 + config.similar.likeness + config.similar.popularity;
      const found: { item: number; score: number }[] = [];
      for (let other = 0; other < n; other++) {
        const score = (data[other] + config.similar.popularity * popularity[other]) / most;
        if (other !== item && score > 0) found.push({ item: other, score });
      }
      return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, count);
    },

    close: () => kernels.close(),
  };
}
