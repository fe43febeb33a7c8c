import { canonicalJson } from '../../base/hash.ts';
import { random } from '../../base/random.ts';
import type { SearchSpace } from '../../models/index.ts';
import { type Observed, proposeSettings } from './propose.ts';
import type { Settings } from './settings.ts';

/** A model that takes part in a study. */
export interface Candidate {
  readonly model: string;
  readonly space: SearchSpace;
  /** Where the search begins, and what is to be beaten. */
  readonly start: Settings;
}

export interface PlanOptions {
  readonly candidates: readonly Candidate[];
  readonly seed: number;
  /** Settings that are tried, those of the starts among them; null: until nobody asks any more. */
  readonly trials: number | null;
  /** Cuts of the validation part: all settings are measured on the first, the best third on all. */
  readonly cuts: number;
  /** A measurement is planned from those that stand at least so many before it: so many may run at once. 1 or more. */
  readonly lag: number;
}

/** One measurement: settings of a model on one cut. */
export interface Measurement {
  /** Its place in the plan, from 0. */
  readonly number: number;
  /** Number of the settings, from 0; a model's first trial is its start. */
  readonly trial: number;
  readonly model: string;
  readonly settings: Settings;
  readonly cut: number;
}

/** What a measurement came to, 0 or more; larger is better, null: it failed. */
export type Outcome = number | null;

export interface Plan {
  /**
   * The next measurement to make; `wait` while earlier ones that it depends on are not known, `end` when there is none. `known` tells
   * the outcome of a measurement by its number, undefined while it is not known.
   */
  next(known: (number: number) => Outcome | undefined): Measurement | 'wait' | 'end';
}

interface Trial {
  readonly number: number;
  readonly model: string;
  readonly settings: Settings;
  /** Numbers of its measurements, by cut. */
  readonly measurements: number[];
  promoted: boolean;
}

/** One of so many goes on to the other cuts. */
const REDUCTION = 3;
/** A model whose start stands below this part of the leader's value is not tried further. */
const HOPELESS = 0.6;
/** From so many trials on a model is left whose best, with twice the deviation of its trials, stays below the leader. */
const FEWEST_TRIALS = 3;
/** A model whose proposals were all tried before is taken for exhausted after so many. */
const MOST_REPEATS = 20;

/**
 * Returns the plan of a study: successive halving over cuts of the validation part, new settings by `proposeSettings`, models in turn
 * while they can hope. What is planned as number n depends on the options and the outcomes of the measurements up to n − lag alone:
 * not on how many run at once, in which order they end, or whether the work was interrupted.
 * Source: Li et al. 2020 (asynchronous successive halving), with cuts as the resource.
 */
export function planStudy(options: PlanOptions): Plan {
  const { candidates, cuts, lag } = options;
  /** By number; null: nothing was planned there. */
  const planned: (Measurement | null)[] = [];
  const trials: Trial[] = [];
  const due: { trial: Trial; cut: number }[] = [];
  const exhausted = new Set<string>();

  function decide(number: number, outcomeOf: (at: number) => Outcome | undefined): Measurement | null {
    const firsts = trials.flatMap((trial) => {
      const value = outcomeOf(trial.measurements[0]);
      return value === undefined ? [] : [{ trial, value: value ?? Number.NEGATIVE_INFINITY }];
    });
    const alive = candidates.filter(({ model }) => canHope(model, firsts));
    if (due.length === 0 && cuts > 1) {
      for (const { model } of alive) due.push(...promote(firsts.filter(({ trial }) => trial.model === model)));
    }
    const follow = due.shift();
    if (follow !== undefined) {
      follow.trial.measurements[follow.cut] = number;
      const { model, settings } = follow.trial;
      return { number, trial: follow.trial.number, model, settings, cut: follow.cut };
    }
    if (options.trials !== null && trials.length >= options.trials) return null;
    const inTurn = alive
      .filter(({ model }) => !exhausted.has(model))
      .map((candidate) => ({ candidate, tried: trials.filter(({ model }) => model === candidate.model).length }))
      .sort((a, b) => a.tried - b.tried);
    for (const { candidate } of inTurn) {
      const settings = draw(candidate, outcomeOf);
      if (settings === null) {
        exhausted.add(candidate.model);
        continue;
      }
      const { model } = candidate;
      const trial: Trial = { number: trials.length, model, settings, measurements: [number], promoted: false };
      trials.push(trial);
      return { number, trial: trial.number, model, settings, cut: 0 };
    }
    return null;
  }

  /**
   * The other cuts of the best third of a model's trials that are not on their way yet, and of its start beside the first of them; not
   * more than a third in all, though later ones are better.
   */
  function promote(firsts: readonly { trial: Trial; value: number }[]): { trial: Trial; cut: number }[] {
    const ranked = firsts
      .filter(({ value }) => value > Number.NEGATIVE_INFINITY)
      .sort((a, b) => b.value - a.value || a.trial.number - b.trial.number);
    const best = ranked.slice(0, Math.floor(firsts.length / REDUCTION)).map(({ trial }) => trial);
    if (best.length === 0) return [];
    const start = trials.find(({ model }) => model === best[0].model)!;
    const room =
      best.length - trials.filter((trial) => trial.model === start.model && trial.promoted && trial !== start).length;
    const others = best.filter((trial) => trial !== start && !trial.promoted).slice(0, Math.max(0, room));
    return [...(start.promoted ? [] : [start]), ...others].flatMap((trial) => {
      trial.promoted = true;
      return Array.from({ length: cuts - 1 }, (_, at) => ({ trial, cut: at + 1 }));
    });
  }

  function canHope(model: string, firsts: readonly { trial: Trial; value: number }[]): boolean {
    const leader = Math.max(...firsts.map(({ value }) => value));
    const own = firsts.filter(({ trial }) => trial.model === model).map(({ value }) => value);
    const best = Math.max(...own);
    if (own.length === 0 || best >= leader) return true;
    if (best < HOPELESS * leader) return false;
    if (own.length < FEWEST_TRIALS) return true;
    const finite = own.filter((value) => value > Number.NEGATIVE_INFINITY);
    const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
    const deviation = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length);
    return best + 2 * deviation >= leader;
  }

  /** Settings that were not tried yet: the start first; null when only known ones come. */
  function draw({ model, space, start }: Candidate, outcomeOf: (at: number) => Outcome | undefined): Settings | null {
    const own = trials.filter((trial) => trial.model === model);
    if (own.length === 0) return start;
    if (Object.keys(space).length === 0) return null;
    const tried = new Set(own.map(({ settings }) => canonicalJson(settings)));
    const observed = observe(own, outcomeOf);
    const stream = random(options.seed, 'tuning', model, own.length);
    for (let repeat = 0; repeat < MOST_REPEATS; repeat++) {
      const settings = proposeSettings(space, start, observed, stream);
      if (!tried.has(canonicalJson(settings))) return settings;
    }
    return null;
  }

  /** A model's trials as differences from its start, over the cuts where both are known: one cut is harder than another. */
  function observe(own: readonly Trial[], outcomeOf: (at: number) => Outcome | undefined): Observed[] {
    const from = own[0].measurements.map(outcomeOf);
    return own.flatMap(({ settings, measurements }) => {
      const values = measurements.map(outcomeOf);
      if (values[0] === undefined) return [];
      const shared = values.flatMap((value, cut) => {
        const first = from[cut];
        // Where the start failed there is nothing to differ from.
        return typeof value === 'number' && first !== undefined ? [value - (first ?? 0)] : [];
      });
      const failed = values[0] === null || shared.length === 0;
      const mean = shared.reduce((sum, value) => sum + value, 0) / shared.length;
      return [{ settings, value: failed ? Number.NEGATIVE_INFINITY : mean }];
    });
  }

  return {
    next(known) {
      for (;;) {
        const number = planned.length;
        const needed = planned[number - lag];
        if (needed && known(needed.number) === undefined) return 'wait';
        const past = planned.slice(-lag);
        if (number >= lag && past.every((one) => one === null)) return 'end';
        const measurement = decide(number, (at) => (at <= number - lag ? known(at) : undefined));
        planned.push(measurement);
        if (measurement !== null) return measurement;
      }
    },
  };
}
