import type { Title } from '../dataset/index.ts';

/** Something that a title is or has by the catalogue. */
export interface Fact {
  readonly kind: 'person' | 'tag' | 'genre';
  readonly term: string;
  /** How much it says: 1 for people, else 1 / titles that have it. */
  readonly amount: number;
}

/** The facts of all titles, numbered once, so that what titles share is found by comparing numbers. */
export interface Facts {
  /**
   * The first `most` facts that a title shares with any of the others: people, then tags, then genres, the rarest of each kind first,
   * people in the order of their billing.
   */
  shared(item: number, others: readonly number[], most: number): Fact[];
}

/** How many titles have a genre or tag. */
export type CountTitles = (kind: 'tag' | 'genre', term: string) => number;

/** Returns the facts of a catalogue; `countTitles` says how common a term is. */
export function buildFacts(titles: readonly Title[], countTitles: CountTitles): Facts {
  const all: Fact[] = [];
  const numbers = {
    person: new Map<string, number>(),
    tag: new Map<string, number>(),
    genre: new Map<string, number>(),
  };
  const number = (kind: Fact['kind'], term: string): number => {
    let known = numbers[kind].get(term);
    if (known === undefined) {
      known = all.length;
      numbers[kind].set(term, known);
      all.push({ kind, term, amount: kind === 'person' ? 1 : 1 / Math.max(1, countTitles(kind, term)) });
    }
    return known;
  };
  const rarestFirst = (kind: 'tag' | 'genre', terms: readonly string[]): number[] =>
    terms.map((term) => number(kind, term)).sort((a, b) => all[b].amount - all[a].amount);
  /** The facts of title t stand at `flat[starts[t] … starts[t+1])`. */
  const starts = new Int32Array(titles.length + 1);
  const flat: number[] = [];
  for (const { num, directors, cast, tags, genres } of titles) {
    const people = [...directors, ...cast].map((name) => number('person', name));
    for (const fact of new Set([...people, ...rarestFirst('tag', tags), ...rarestFirst('genre', genres)])) {
      flat.push(fact);
    }
    starts[num + 1] = flat.length;
  }
  const members = Int32Array.from(flat);
  const holds = (item: number, fact: number): boolean => {
    for (let at = starts[item]; at < starts[item + 1]; at++) if (members[at] === fact) return true;
    return false;
  };
  return {
    shared(item, others, most) {
      const found: Fact[] = [];
      for (let at = starts[item]; at < starts[item + 1] && found.length < most; at++) {
        for (const other of others) {
          if (!holds(other, members[at])) continue;
          found.push(all[members[at]]);
          break;
        }
      }
      return found;
    },
  };
}
