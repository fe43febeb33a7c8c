import type { Finding } from '../contract.ts';

/** The facts of a finding that are names, and those that are numbers. */
export type Facts = Readonly<Record<string, string>>;
export type Numbers = Readonly<Record<string, number>>;

/** Parts the facts of a finding; a fact that is not known is NaN among the numbers. */
export function readFacts(facts: Finding['facts']): readonly [Facts, Numbers] {
  const entries = Object.entries(facts);
  return [
    Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value ?? Number.NaN] as const])),
    ),
  ];
}

/** The sentence, or nothing where there is none. */
export const fill = (
  sentence: ((facts: Facts, numbers: Numbers, n: number) => string) | undefined,
  [facts, numbers]: readonly [Facts, Numbers],
  n: number,
): string => sentence?.(facts, numbers, n) ?? '';
