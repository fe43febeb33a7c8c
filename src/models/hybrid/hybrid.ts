import type { Title } from '../../dataset/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import { checkArtifact, tensorData, trainedConfig } from '../artifact.ts';
import type { Artifact, Contribution, ModelDefinition, Query, Scorer } from '../contract.ts';
import { similarItems } from '../ease/index.ts';
import { largestParts } from '../largest-parts.ts';
import { weightsFor } from './blend-weights.ts';
import { openCarriers } from './carriers.ts';
import { hybridConfig } from './config.ts';
import { PLACE } from './signal-names.ts';
import { openSignals, type Reading } from './signals.ts';
import { trainHybrid } from './train.ts';

/**
 * What is served: a learned blend of who watched what together, factors, texts, genres, popularity, trend and years, weighed by
 * how much is known of the user. See docs/models/hybrid.md.
 */
export const hybrid: ModelDefinition<typeof hybridConfig> = {
  name: 'hybrid',
  config: hybridConfig,
  abilities: { coldItems: true, coldUsers: true, similarItems: true, explanation: true, usesText: true },
  train: trainHybrid,
  load: (artifact, titles, { kernels }) => openHybrid(artifact, titles, kernels),
};

function openHybrid(artifact: Artifact, titles: readonly Title[], kernels: Kernels): Scorer {
  checkArtifact(artifact, 'hybrid', titles.length);
  const config = trainedConfig(artifact, hybridConfig);
  const blend = tensorData(artifact, 'blend', Float64Array);
  const signals = openSignals(artifact, titles, config, kernels);
  const { together, genres } = signals;
  const { columns } = together;
  const catalogue = titles.length;
  const asked = new Float32Array(catalogue);
  const carriersOf = openCarriers(signals, config.history.maxLength, kernels);
  /** The last query read: explanations of its items follow. */
  let last: Read | null = null;
  const read = (query: Query): Read => {
    const reading = signals.read(query);
    const broadWeight = sumSizes(reading.broad);
    last = { query, reading, w: weightsFor(blend, reading.length), wish: wishOf(query), broadWeight };
    return last;
  };

  const addAsked = (wish: Query | null, out: Float32Array): void => {
    if (wish === null) return;
    signals.content.score(wish, asked);
    for (let item = 0; item < catalogue; item++) out[item] += config.asked * asked[item];
  };

  return {
    score(query, out) {
      const { reading, wish } = read(query);
      signals.blend(reading, blend, out);
      addAsked(wish, out);
    },

    explain(query, item, n) {
      if (!(item >= 0 && item < catalogue) || n < 1) return [];
      const known = last?.query === query ? last : read(query);
      const { reading, w, wish } = known;
      const parts = carriersOf.find(reading, w, item, n);
      const cold = signals.isCold(item);
      if (cold) parts.push(...signals.coldTaste.explain(query, item, n, w[PLACE.coldTaste]));
      addTextParts(parts, known, item, n);
      if (reading.genres !== null) {
        const share = w[cold ? PLACE.coldGenres : PLACE.genres];
        for (const { genre, amount } of genres.parts(item)) {
          if (share * amount > 0) parts.push({ kind: 'genre', term: genre, amount: share * amount });
        }
      }
      const { popularity, trend } = reading.prior;
      const liked = w[PLACE.popularity] * popularity[item] + w[PLACE.trend] * trend[item];
      if (liked > 0) parts.push({ kind: 'popularity', amount: liked });
      if (wish !== null) {
        for (const part of signals.content.explain(wish, item, n)) {
          parts.push({ ...part, amount: part.amount * config.asked });
        }
      }
      return largestParts(mergeTerms(parts), n, isLarger);
    },

    similar(item, n) {
      const found = similarItems(together, item, n);
      if (found.length > 0) return found;
      const { content, coldTaste } = signals;
      if (coldTaste.placeOf(item) < 0) return content.similar(item, n);
      return content.similarBy(item, n, (out) => coldTaste.nearness(item, out), config.cold.similarPopularity);
    },

    close: () => kernels.close(),
  };

  /**
   * Adds to the titles that carried most what texts added: words, tags, genres and people that the item shares with these, the part
   * of the content signal that comes from them. An item known only by its text is explained by the whole history.
   */
  function addTextParts(parts: Contribution[], { reading, w, broadWeight }: Read, item: number, n: number): void {
    const { contentQuery, items, broad } = reading;
    const share = w[signals.isCold(item) ? PLACE.coldContent : PLACE.content] * reading.contentScale;
    if (contentQuery === null || !(share > 0)) return;
    if (columns[item] < 0) {
      for (const part of signals.content.explain(contentQuery, item, n + 1)) {
        if (part.kind !== 'popularity') parts.push({ ...part, amount: part.amount * share });
      }
    } else if (parts.length > 0) {
      // The content part divides by all the weight it is given, so the one gets the weight of all, and what it adds its own share.
      const carrier = parts[0].item!;
      const weight = broad[items.indexOf(carrier)];
      const own = Math.abs(weight) / (broadWeight || 1) || 1;
      parts.push(...signals.content.explainKinship(item, carrier, weight / own, n, share * own));
    }
  }
}

/** A query as it was read, with what its explanations ask again. */
interface Read {
  readonly query: Query;
  readonly reading: Reading;
  readonly w: Float64Array;
  readonly wish: Query | null;
  /** Σ|weight| of the broader view of the history. */
  readonly broadWeight: number;
}

function sumSizes(values: Float32Array): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += Math.abs(values[at]);
  return total;
}

/** Parts of the same title, word, tag, genre or person become one, in the place of the first. */
function mergeTerms(parts: readonly Contribution[]): Contribution[] {
  const merged: Contribution[] = [];
  for (const part of parts) {
    let same = 0;
    while (same < merged.length && !isSame(merged[same], part)) same++;
    merged[same] = same === merged.length ? part : { ...merged[same], amount: merged[same].amount + part.amount };
  }
  return merged;
}

function isSame(a: Contribution, b: Contribution): boolean {
  if (a.kind !== b.kind || a.item !== b.item) return false;
  return a.term === b.term || (a.term?.length === b.term?.length && a.term?.toLowerCase() === b.term?.toLowerCase());
}

function isLarger(a: Contribution, b: Contribution): boolean {
  return a.amount === b.amount ? (a.item ?? -1) < (b.item ?? -1) : a.amount > b.amount;
}

/** What was asked for in words, as a query of its own; null when nothing was. */
function wishOf(query: Query): Query | null {
  const { text, genres, tags } = query;
  if ((text === undefined || text === '') && (genres?.length ?? 0) === 0 && (tags?.length ?? 0) === 0) return null;
  return { ...query, items: new Int32Array(0), weights: new Float32Array(0), times: new Float64Array(0) };
}
