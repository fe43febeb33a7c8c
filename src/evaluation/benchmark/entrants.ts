import type { Title } from '../../dataset/index.ts';
import type { Progress } from '../../base/progress.ts';
import type { Kernels } from '../../kernels/index.ts';
import { models } from '../../models/index.ts';
import { blendOf } from './blend.ts';
import type { BenchmarkSplit } from './contract.ts';
import { groups } from './groups.ts';
import { laterTitles } from './later-titles.ts';
import { givenTo } from './numbering.ts';

/** Writes a score for every item into `out` for a user of the split, from the user's training part. */
export type ScoreUser = (user: number, out: Float32Array) => void;

export interface Tools {
  /** What training and scoring take of their memory is given back when the caller releases it. */
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
}

/** Values of a setting in order; tuning starts at `start` and goes to neighbours. */
export interface Range {
  readonly values: readonly number[];
  readonly start: number;
  /** Values far apart, tried where the start is no better than popularity: a climb does not get out of where all answer alike. */
  readonly lookAround?: readonly number[];
}

/** A model that takes part in a protocol. */
export interface BenchmarkEntrant {
  readonly name: string;
  /** What is tuned; empty: nothing. */
  readonly space: Readonly<Record<string, Range>>;
  /** Settings that make no difference on a split: they are not tuned there. */
  idle?(split: BenchmarkSplit): readonly string[];
  /** Whether it has anything to go by on a split; defaults to true. */
  applies?(split: BenchmarkSplit): boolean;
  /** Models it is made of on a split, tuned before it and for themselves; none for a single model. */
  parts?(split: BenchmarkSplit): readonly BenchmarkEntrant[];
  /** What takes its place, under its name, where its memory is not there. */
  readonly smaller?: BenchmarkEntrant;
  /** How many trials tuning may make, `most` having been asked for, where they cost less than trainings; defaults to `most`. */
  trials?(split: BenchmarkSplit, most: number): number;
  /** Bytes that training and scoring need for the dense part, from the number of items with an interaction. */
  bytes(items: number): number;
  /** Trains from the training part and returns how its users are scored. */
  train(split: BenchmarkSplit, settings: Readonly<Record<string, number>>, tools: Tools): Promise<ScoreUser>;
}

const range = (start: number, ...values: number[]): Range => ({ values, start: values.indexOf(start) });

const barren: Omit<Title, 'num' | 'id' | 'name'> = {
  year: null,
  genres: [],
  tags: [],
  synopsis: null,
  cast: [],
  directors: [],
};

/** Titles of which nothing is known but the id. */
export const bareTitles = (ids: readonly string[]): Title[] => ids.map((id, num) => ({ num, id, name: id, ...barren }));

/** The titles of a split with what is known of them. */
const titlesOf = ({ items, titles }: BenchmarkSplit): Title[] =>
  bareTitles(items).map((title, num) => ({ ...title, ...titles?.[num] }));

/** One of the product's models, the whole history as a query of full positives. */
function fromModel(
  name: string,
  space: BenchmarkEntrant['space'],
  /** The model's configuration for settings found on a split. */
  configure: (split: BenchmarkSplit, settings: Readonly<Record<string, number>>) => Readonly<Record<string, unknown>>,
  bytes: BenchmarkEntrant['bytes'],
): BenchmarkEntrant {
  return {
    name,
    space,
    bytes,
    async train(split, settings, tools) {
      const definition = models[name];
      const titles = titlesOf(split);
      const config = definition.config.parse(configure(split, settings));
      const artifact = await definition.train({ interactions: split.training, titles, now: 0 }, config, tools);
      const scorer = definition.load(artifact, titles, tools);
      return (user, out) => {
        const items = givenTo(split, user);
        const weights = new Float32Array(items.length).fill(1);
        scorer.score({ items, weights, times: new Float64Array(items.length).fill(Number.NaN), now: 0 }, out);
      };
    },
  };
}

const popularity = fromModel(
  'popularity',
  {},
  () => ({}),
  () => 0,
);

/** Whether the order of a history means anything. */
const isDated = ({ training }: BenchmarkSplit): boolean => !training.times.every((time) => Number.isNaN(time));

const idleTimes = (split: BenchmarkSplit): string[] => (isDated(split) ? [] : ['window']);

/** Multiply-adds of all the inversions that tuning may take, some twenty minutes on two cores, and the fewest trials whatever they take. */
const INVERSION_STEPS = 1e14;
const FEWEST_TRIALS = 3;

const ease: BenchmarkEntrant = {
  ...fromModel(
    'ease',
    {
      regularization: range(800, 5, 10, 20, 40, 75, 150, 300, 500, 800, 1300, 2000, 4000),
      regularizationExponent: range(0.5, 0, 0.25, 0.5, 0.75, 1),
      /** Length of the windows beside the whole history; 0: none. */
      window: range(60, 0, 15, 30, 60, 120),
      diagonalExponent: range(0.75, 0.5, 0.75, 1),
      genreWeight: range(0.015, 0, 0.005, 0.015, 0.04),
      eraWeight: range(0.015, 0, 0.005, 0.015, 0.04),
      nameWeight: range(0.015, 0, 0.005, 0.015, 0.04),
      userExponent: range(0, 0, 0.25, 0.5, 0.75, 1),
    },
    (split, { window, ...settings }) => ({
      minInteractions: 1,
      maxItems: Math.min(30_000, split.items.length),
      windows: window > 0 ? [0, window] : [0],
      ...settings,
    }),
    // The inverse in the kernels' memory and the weights beside it.
    (items) => 8 * items * items,
  ),
  trials: ({ training }, most) =>
    Math.max(FEWEST_TRIALS, Math.min(most, Math.floor(INVERSION_STEPS / new Set(training.indices).size ** 3))),
  idle: (split) => [
    ...idleTimes(split),
    ...(split.titles === undefined ? ['genreWeight', 'eraWeight', 'nameWeight'] : []),
  ],
};

const knn = fromModel(
  'knn',
  {
    k: range(200, 50, 100, 200, 400, 800),
    shrinkage: range(20, 0, 5, 20, 60),
    asymmetry: range(0.7, 0.3, 0.5, 0.6, 0.7, 0.8),
    userExponent: range(0, 0, 0.25, 0.5, 0.75, 1),
  },
  (_, settings) => ({ minInteractions: 1, maxItems: 1_000_000, ...settings }),
  () => 0,
);

const sparseEase: BenchmarkEntrant = {
  ...fromModel(
    'sparse-ease',
    {
      regularization: range(300, 5, 10, 20, 40, 75, 150, 300, 500, 800, 1300, 2000),
      regularizationExponent: range(0.5, 0, 0.25, 0.5, 0.75),
      k: range(100, 50, 100, 200),
      window: range(0, 0, 15, 30, 60, 120),
      userExponent: range(0, 0, 0.25, 0.5, 0.75, 1),
    },
    (_, { window, ...settings }) => ({
      minInteractions: 1,
      maxItems: 1_000_000,
      windows: window > 0 ? [0, window] : [0],
      ...settings,
    }),
    () => 0,
  ),
  idle: idleTimes,
};

const als: BenchmarkEntrant = {
  ...fromModel(
    'als',
    {
      // Many titles that a user does not have weigh together: large catalogues want a smaller λ.
      regularization: { ...range(0.03, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1), lookAround: [0.01, 0.001] },
      factors: range(64, 8, 16, 32, 64, 128, 256),
      weight: range(10, 1, 3, 10, 30, 100, 300),
      window: range(60, 0, 30, 60, 120),
      epochs: range(12, 6, 12, 24),
    },
    (_, { window, ...settings }) => ({
      minInteractions: 1,
      maxItems: 1_000_000,
      windows: window > 0 ? [0, window] : [0],
      ...settings,
    }),
    () => 0,
  ),
  idle: idleTimes,
};

function blendWith(itemToItem: BenchmarkEntrant): BenchmarkEntrant {
  return blendOf('blend', [
    [itemToItem, 1],
    [als, 1],
    [groups, 0.2],
    [laterTitles, 0.5],
  ]);
}

/** Every model that takes part, by name; the first is the baseline. */
export const benchmarkEntrants: Readonly<Record<string, BenchmarkEntrant>> = {
  popularity,
  knn,
  ease,
  'sparse-ease': sparseEase,
  als,
  blend: { ...blendWith(ease), smaller: blendWith(sparseEase) },
};
