import { ButacaError } from '../../base/errors.ts';
import { packStrings, StringColumn } from '../../base/string-column.ts';
import { tensorData } from '../artifact.ts';
import type { Artifact, ModelDefinition } from '../contract.ts';
import { type StarsConfig, starsConfig } from './config.ts';
import { type Correction, correctChance, noCorrection } from './correct-chance.ts';
import type { RatingData, RatingTable } from './rating-table.ts';
import { middleCuts } from './star-cuts.ts';
import { type GrowingHistory, openStars, type StarBelief, type StarReasons, trainStars } from './star-posterior.ts';
import type { Progress } from '../../base/progress.ts';

/** What is known of the model beside its work: it scores no catalogue, so it is none of `models`. See docs/models/svd.md. */
export const stars: Pick<ModelDefinition<typeof starsConfig>, 'name' | 'config' | 'abilities'> = {
  name: 'stars',
  config: starsConfig,
  abilities: { coldItems: true, coldUsers: true, similarItems: false, explanation: true, usesText: false },
};

/** What is believed of a user and an item. */
export interface LikeBelief {
  /** Expected stars, within the range of the ratings learnt from. */
  readonly stars: number;
  readonly deviation: number;
  /** Probability, 0…1, that the user would give `likeFrom` stars or more, corrected. */
  readonly probability: number;
  /** The same before it was corrected. */
  readonly said: number;
}

/** A history, folded in. */
export interface LikePosterior {
  /** Null for a num outside of the catalogue. */
  believe(item: number): LikeBelief | null;
  /** As of the stars; null where nothing is believed. */
  explain(item: number): StarReasons | null;
}

/** A history that grows. */
export interface LikeHistory extends Pick<GrowingHistory, 'add'> {
  /** What is believed after all that was added so far. */
  fold(): LikePosterior;
}

/** Who will like what: an open model, to be asked with histories. Items are numbered as in the training. */
export interface Likes {
  /** Stars from which on a rating counts as liking. */
  readonly likeFrom: number;
  /** The lowest and the highest rating learnt from. */
  readonly scale: { readonly low: number; readonly high: number };
  /** The stars that stand for a like and a dislike without stars: the mean of the ratings that say so. */
  readonly meant: { readonly like: number; readonly dislike: number };
  readonly itemIds: StringColumn;
  /** Ratings of each item learnt from. */
  readonly counts: Int32Array;
  /** What was measured when it was trained, as it was given; null where it was not. */
  readonly measured: string | null;
  begin(): LikeHistory;
}

/** What is learnt beside the factors. */
export interface LikesFacts {
  readonly correction?: Correction;
  readonly itemIds?: Iterable<string>;
  /** Kept as it is. */
  readonly measured?: string;
}

/** Ratings without which nothing is learnt: of fewer, the parts that are measured would say nothing. */
export const LEAST_RATINGS = 1_000;

/** At or below this part of `likeFrom` a rating says dislike: 2 of 5 stars where 4 are liking. */
const DISLIKE = 0.5;

/** The mean of the stars from `from` to `to`, or the bound nearest to the middle where nobody gave any. */
function meanBetween(stars: Float32Array, from: number, to: number, otherwise: number): number {
  let [sum, count] = [0, 0];
  for (const value of stars) {
    if (value < from || value > to) continue;
    sum += value;
    count++;
  }
  return count === 0 ? otherwise : sum / count;
}

function countRatings({ itemNums, items }: RatingTable): Int32Array {
  const counts = new Int32Array(items);
  for (const item of itemNums) counts[item]++;
  return counts;
}

/**
 * Learns stars, and keeps with them what it takes to say who will like what: how often each item was rated, what a like without stars
 * means, how probabilities are corrected. Cuts lie half way between the stars, for the correction moves them.
 */
export function trainLikes(
  data: RatingData,
  { likeFrom, ...config }: StarsConfig,
  tools: { readonly seed: number; readonly progress: Progress },
  { correction = noCorrection(), itemIds = [], measured }: LikesFacts = {},
): Artifact {
  const { ratings } = data;
  const { tensors, metadata } = trainStars(data, config, tools, middleCuts(ratings.stars));
  const ids = packStrings(itemIds);
  const counts = countRatings(ratings);
  const meant = Float64Array.of(
    meanBetween(ratings.stars, likeFrom, Infinity, likeFrom),
    meanBetween(ratings.stars, -Infinity, DISLIKE * likeFrom, DISLIKE * likeFrom),
  );
  return {
    tensors: new Map([
      ...tensors,
      ['counts', { shape: [counts.length], data: counts }],
      ['meant', { shape: [2], data: meant }],
      ['correction', { shape: [correction.length], data: correction }],
      ['ids', { shape: [ids.bytes.length], data: ids.bytes }],
      ['id-offsets', { shape: [ids.offsets.length], data: ids.offsets }],
    ]),
    metadata: { ...metadata, likeFrom: String(likeFrom), ...(measured === undefined ? {} : { measured }) },
  };
}

/** Opens what `trainLikes` left; throws UNSUPPORTED_ARTIFACT for anything else. */
export function openLikes(artifact: Artifact): Likes {
  const likeFrom = Number(artifact.metadata['likeFrom']);
  if (!(likeFrom > 0)) {
    throw new ButacaError(
      'UNSUPPORTED_ARTIFACT',
      'unsupported artifact: likeFrom missing; expected stars. Train again.',
    );
  }
  const counts = tensorData(artifact, 'counts', Int32Array);
  const model = openStars(artifact, counts.length);
  const correction = tensorData(artifact, 'correction', Float64Array);
  const [low, high] = tensorData(artifact, 'range', Float32Array);
  const [like, dislike] = tensorData(artifact, 'meant', Float64Array);
  const judge = (belief: StarBelief, byUser: number, ofItem: number): LikeBelief => {
    const said = belief.atLeast(likeFrom);
    const { stars, deviation } = belief;
    return { stars, deviation, said, probability: correctChance(correction, { said, byUser, ofItem }) };
  };
  return {
    likeFrom,
    scale: { low, high },
    meant: { like, dislike },
    itemIds: new StringColumn(tensorData(artifact, 'ids', Uint8Array), tensorData(artifact, 'id-offsets', Int32Array)),
    counts,
    measured: artifact.metadata['measured'] ?? null,
    begin() {
      const history = model.begin();
      let rated = 0;
      return {
        add(item, given) {
          if (!Number.isNaN(given)) rated++;
          history.add(item, given);
        },
        fold() {
          const posterior = history.fold();
          const byUser = rated;
          return {
            believe(item) {
              const belief = posterior.believe(item);
              return belief === null ? null : judge(belief, byUser, counts[item]);
            },
            explain: (item) => posterior.explain(item),
          };
        },
      };
    },
  };
}
