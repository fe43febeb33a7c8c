import type { SearchRange, SearchSpace } from '../../models/index.ts';

/** Setting → value, for the settings of a search space; dots in names go one level down in the configuration. */
export type Settings = Readonly<Record<string, unknown>>;

/** Numbers are told and used with so many digits. */
const DIGITS = 4;

/** Returns the value that stands at a place 0…1 of a range. */
export function valueAt(range: SearchRange, place: number): unknown {
  if (range.kind === 'choice') {
    return range.values[Math.min(range.values.length - 1, Math.floor(place * range.values.length))];
  }
  const { low, high } = range;
  const value = range.log === true ? low * (high / low) ** place : low + (high - low) * place;
  const step = range.kind === 'integer' ? (range.step ?? 1) : 0;
  const rounded = step === 0 ? Number(value.toPrecision(DIGITS)) : low + step * Math.round((value - low) / step);
  return Math.min(high, Math.max(low, rounded));
}

/** Returns the place 0…1 of a value in a range; the middle of its part for a choice, −1 for a value that is not one of it. */
export function placeOf(range: SearchRange, value: unknown): number {
  if (range.kind === 'choice') {
    const text = JSON.stringify(value);
    const at = range.values.findIndex((known) => JSON.stringify(known) === text);
    return at < 0 ? -1 : (at + 0.5) / range.values.length;
  }
  const { low, high } = range;
  if (typeof value !== 'number' || !(value >= low && value <= high)) return -1;
  if (high === low) return 0;
  return range.log === true ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** Returns what a whole configuration says for the settings of a space. */
export function pickSettings(space: SearchSpace, config: Readonly<Record<string, unknown>>): Settings {
  const pick = (path: string): unknown =>
    path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], config);
  return Object.fromEntries(Object.keys(space).map((path) => [path, pick(path)]));
}

/** Returns a whole configuration with some settings replaced; the one given stays as it is. */
export function withSettings(
  config: Readonly<Record<string, unknown>>,
  settings: Settings,
): Readonly<Record<string, unknown>> {
  const result = structuredClone(config) as Record<string, unknown>;
  for (const [path, value] of Object.entries(settings)) {
    const keys = path.split('.');
    let inner = result;
    for (const key of keys.slice(0, -1)) inner = (inner[key] ??= {}) as Record<string, unknown>;
    inner[keys.at(-1)!] = structuredClone(value);
  }
  return result;
}
