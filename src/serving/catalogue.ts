import type { Snapshot, Title } from '../dataset/index.ts';
import type { BriefTitle, TitleReference } from './contract.ts';
import { type Elsewhere, NOTHING_ELSEWHERE, platformsOfBits } from './elsewhere.ts';
import { buildFacts, type Facts } from './facts.ts';
import { genreSpellings } from './genre-names.ts';
import { buildNameIndex, foldName, type NameIndex } from './names.ts';

/** A genre or tag of the catalogue with the titles that carry it, in order of item num. */
export interface Term {
  readonly name: string;
  readonly items: Int32Array;
}

/** Words of 32 bits in the signature of a title; see `signatures`. */
export const SIGNATURE_WORDS = 4;

/** Everything of one snapshot's titles that serving needs at hand, made once when a model is loaded. */
export interface Catalogue {
  readonly snapshot: Snapshot;
  readonly titles: readonly Title[];
  readonly names: NameIndex;
  /** Users who interacted with each title. */
  readonly viewers: Int32Array;
  /** Item nums, most viewers first, then in order of num. */
  readonly byViewers: Int32Array;
  /** Years, 0 where unknown. */
  readonly years: Int16Array;
  readonly brief: readonly BriefTitle[];
  readonly references: readonly TitleReference[];
  /** Names for sentences: without what stands in brackets after them. */
  readonly shortNames: readonly string[];
  /** A genre under any spelling, in Spanish or English; null when no title has it. */
  readonly genre: (name: string) => Term | null;
  readonly tag: (name: string) => Term | null;
  readonly genreNames: readonly string[];
  readonly tagNames: readonly string[];
  readonly facts: Facts;
  readonly elsewhere: Elsewhere;
  /**
   * What a title is about, in bits: SIGNATURE_WORDS words per title. The first holds its genres, the others its tags and
   * directors, hashed; the share of common bits says how alike two titles are (see rerank).
   */
  readonly signatures: Int32Array;
}

/** Returns the catalogue of a snapshot, with what other catalogues know of its titles. */
export function buildCatalogue(snapshot: Snapshot, elsewhere: Elsewhere = NOTHING_ELSEWHERE): Catalogue {
  const { titles, interactions } = snapshot;
  const viewers = new Int32Array(titles.length);
  for (const item of interactions.indices) viewers[item]++;
  const byViewers = Int32Array.from(titles.keys()).sort((a, b) => viewers[b] - viewers[a] || a - b);
  const genres = buildTerms(titles, (title) => title.genres);
  const tags = buildTerms(titles, (title) => title.tags);
  const { platforms } = elsewhere;
  const brief = titles.map(({ num, id, name, year, genres }) => ({
    id,
    title: name,
    year,
    genres,
    ...(platforms !== null && { availableOn: platformsOfBits(platforms[num]) }),
  }));
  const genre = (name: string): Term | null => {
    for (const spelling of genreSpellings(name)) {
      const term = genres.get(spelling);
      if (term !== undefined) return term;
    }
    return null;
  };
  const tag = (name: string): Term | null => tags.get(foldName(name)) ?? null;
  return {
    snapshot,
    titles,
    names: buildNameIndex(titles, viewers),
    viewers,
    byViewers,
    years: Int16Array.from(titles, ({ year }) => year ?? 0),
    brief,
    references: titles.map(({ id, name }) => ({ id, title: name })),
    shortNames: titles.map(({ name }) => name.replace(/^(.+?) \(.*\)$/, '$1')),
    genre,
    tag,
    genreNames: [...genres.values()].map(({ name }) => name).sort(),
    tagNames: [...tags.values()].sort((a, b) => b.items.length - a.items.length).map(({ name }) => name),
    facts: buildFacts(titles, (kind, term) => (kind === 'tag' ? tag(term) : genre(term))?.items.length ?? 0),
    elsewhere,
    signatures: buildSignatures(titles),
  };
}

/** The id of a title, or its name; of several with one name the best known. Null when there is none. */
export function findTitle(catalogue: Catalogue, name: string): number | null {
  const num = catalogue.snapshot.items.num(name);
  if (num >= 0) return num;
  return catalogue.names.exact(name)[0] ?? null;
}

function buildTerms(titles: readonly Title[], termsOf: (title: Title) => readonly string[]): Map<string, Term> {
  const lists = new Map<string, { name: string; items: number[] }>();
  for (const title of titles) {
    for (const name of termsOf(title)) {
      const key = foldName(name);
      if (key === '') continue;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, { name, items: [title.num] });
      else if (list.items.at(-1) !== title.num) list.items.push(title.num);
    }
  }
  return new Map([...lists].map(([key, { name, items }]) => [key, { name, items: Int32Array.from(items) }]));
}

function hashTerm(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function buildSignatures(titles: readonly Title[]): Int32Array {
  const signatures = new Int32Array(titles.length * SIGNATURE_WORDS);
  const genreBits = new Map<string, number>();
  for (const { num, genres, tags, directors } of titles) {
    const at = num * SIGNATURE_WORDS;
    for (const genre of genres) {
      if (!genreBits.has(genre)) genreBits.set(genre, genreBits.size % 32);
      signatures[at] |= 1 << genreBits.get(genre)!;
    }
    for (const term of [...tags, ...directors]) {
      const bit = hashTerm(term) % ((SIGNATURE_WORDS - 1) * 32);
      signatures[at + 1 + (bit >>> 5)] |= 1 << (bit & 31);
    }
  }
  return signatures;
}
