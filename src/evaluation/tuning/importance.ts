import { random } from '../../base/random.ts';
import type { SearchSpace } from '../../models/index.ts';
import type { Observed } from './propose.ts';
import { placeOf } from './settings.ts';

/** What a setting alone explains of how good the trials were. */
export interface Importance {
  readonly setting: string;
  /** Part of the variance of the values that a parabola over the setting explains (for a choice: the means of its values), 0…1. */
  readonly explained: number;
  /** How often shuffled values are explained as well, 0…1: below 0.05 it is hardly chance. */
  readonly chance: number;
}

const SHUFFLES = 500;
/** With fewer trials nothing is told. */
const FEWEST = 12;

/**
 * Returns for each setting what it alone explains of the trials' values, most first; empty for fewer than twelve trials. Failed
 * trials are left out. It is read with care: what two settings do only together is not seen, and trials crowd where the search went.
 * Source: the main effects of Hutter et al. 2014 (functional ANOVA), by least squares instead of a forest; chance by permutation.
 */
export function rankSettings(space: SearchSpace, observed: readonly Observed[], seed: number): Importance[] {
  const measured = observed.filter(({ value }) => Number.isFinite(value));
  if (measured.length < FEWEST) return [];
  // By rank, so that a few very bad trials do not decide alone.
  const order = measured.map(({ value }) => value).toSorted((a, b) => a - b);
  const ranks = Float64Array.from(measured, ({ value }) => (order.indexOf(value) + order.lastIndexOf(value)) / 2);
  return Object.entries(space)
    .map(([setting, range]) => {
      const places = measured.map(({ settings }) => placeOf(range, settings[setting]));
      const basis = orthogonalBasis(
        range.kind === 'choice'
          ? range.values.map((_, at) => places.map((place) => (Math.floor(place * range.values.length) === at ? 1 : 0)))
          : [places, places.map((place) => place * place)],
      );
      const explained = explain(basis, ranks);
      const stream = random(seed, 'importance', setting);
      let asGood = 0;
      for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
        if (explain(basis, stream.shuffle(ranks.slice())) >= explained - 1e-12) asGood++;
      }
      return { setting, explained, chance: (asGood + 1) / (SHUFFLES + 1) };
    })
    .sort((a, b) => b.explained - a.explained || (a.setting < b.setting ? -1 : 1));
}

/** Orthonormal columns that span the given ones beside the constant (Gram–Schmidt); those that add nothing are left out. */
function orthogonalBasis(columns: readonly (readonly number[])[]): Float64Array[] {
  const length = columns[0]?.length ?? 0;
  const kept = [new Float64Array(length).fill(1 / Math.sqrt(Math.max(1, length)))];
  for (const column of columns) {
    const rest = Float64Array.from(column);
    for (const known of kept) {
      const along = dot(rest, known);
      for (let at = 0; at < length; at++) rest[at] -= along * known[at];
    }
    const size = Math.sqrt(dot(rest, rest));
    if (size > 1e-6) kept.push(rest.map((value) => value / size));
  }
  return kept.slice(1);
}

/** The part of the variance of `values` that lies in the basis, 0…1. */
function explain(basis: readonly Float64Array[], values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const total = dot(centred, centred);
  if (total === 0) return 0;
  return Math.min(1, basis.reduce((sum, column) => sum + dot(centred, column) ** 2, 0) / total);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
