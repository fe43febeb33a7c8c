import type { Contribution, Scorer } from '../models/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Because, Language } from './contract.ts';
import { genreLabel } from './genre-names.ts';
import type { Understood } from './understand.ts';
import { wordings } from './wording/index.ts';

/** Parts asked of the model, parts told, and how many of each kind the sentence names. */
const ASKED = 8;
const TOLD = 5;
const NAMED_TITLES = 2;
const NAMED_TERMS = 3;

export interface Explanation {
  readonly reason: string;
  readonly because: readonly Because[];
}

/**
 * Why the model gave an item its score: the parts that carried it, largest first, as the scorer tells them (parts of one cause added
 * up), and one sentence that names the first of them. Parts that lowered the score are not reasons and are left out, and so are
 * disliked titles. When the model names titles of the history but no words, what the catalogue knows them to share is added without
 * an amount.
 */
export function explain(
  scorer: Scorer,
  catalogue: Catalogue,
  understood: Understood,
  item: number,
  language: Language,
): Explanation {
  const { query, likedItems, dislikedItems } = understood;
  const parts = mergeParts(scorer.explain(query, item, ASKED), dislikedItems);
  const because: Because[] = [];
  const watched: string[] = [];
  const liked: string[] = [];
  const terms: string[] = [];
  const named: number[] = [];
  let total = 0;
  let popularity = 0;
  for (const part of parts) {
    total += part.amount;
    if (part.kind === 'popularity') popularity = part.amount;
    if (because.length >= TOLD) continue;
    const amount = rounded(part.amount);
    if (part.kind === 'popularity') because.push({ kind: 'popularity', amount });
    else if (part.kind === 'history') {
      because.push({ kind: 'history', title: catalogue.references[part.item!], amount });
      if (named.length < NAMED_TITLES) {
        named.push(part.item!);
        (likedItems.has(part.item!) ? liked : watched).push(catalogue.shortNames[part.item!]);
      }
    } else {
      because.push({ kind: part.kind, term: part.term!, amount });
      terms.push(termLabel(part, language));
    }
  }
  if (terms.length === 0 && named.length > 0) {
    for (const fact of catalogue.facts.shared(item, named, NAMED_TERMS)) {
      because.push({ kind: fact.kind, term: fact.term, amount: null });
      terms.push(termLabel(fact, language));
    }
  }
  const reason = wordings[language].reason({
    watched,
    liked,
    shared: distinctTerms(terms),
    asked: query.text !== undefined || query.genres !== undefined || query.tags !== undefined,
    popular: popularity === 0 ? 'no' : 2 * popularity >= total ? 'mostly' : 'partly',
    history: query.items.length > 0,
  });
  return { reason, because };
}

/** The parts above 0 with those of one cause added up, largest first. */
function mergeParts(parts: readonly Contribution[], disliked: ReadonlySet<number>): Contribution[] {
  const merged: Contribution[] = [];
  for (const part of parts) {
    if (!(part.amount > 0)) continue;
    if (part.kind === 'history' && (part.item === undefined || disliked.has(part.item))) continue;
    const same = placeOf(merged, part);
    if (same < 0) merged.push(part);
    else merged[same] = { ...part, amount: merged[same].amount + part.amount };
  }
  for (let at = 1; at < merged.length; at++) {
    if (merged[at].amount > merged[at - 1].amount) return merged.sort((a, b) => b.amount - a.amount);
  }
  return merged;
}

/** Where the part of the same cause stands; −1 when there is none. */
function placeOf(parts: readonly Contribution[], { kind, item, term }: Contribution): number {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part.kind === kind && part.item === item && part.term === term) return at;
  }
  return -1;
}

/** The first terms that say something new: "serial" says nothing beside "serial killer". */
function distinctTerms(terms: readonly string[]): string[] {
  const found: { label: string; padded: string }[] = [];
  for (const label of terms) {
    const padded = ` ${label.toLowerCase()} `;
    if (found.some((other) => other.padded.includes(padded))) continue;
    const narrower = found.findIndex((other) => padded.includes(other.padded));
    if (narrower < 0) found.push({ label, padded });
    else {
      found[narrower] = { label, padded };
      for (let at = found.length - 1; at > narrower; at--) if (padded.includes(found[at].padded)) found.splice(at, 1);
    }
  }
  return found.slice(0, NAMED_TERMS).map(({ label }) => label);
}

/** The reason of a title that popularity alone put in its place. */
export function explainByPopularity(viewers: number, understood: Understood, language: Language): Explanation {
  return {
    reason: wordings[language].reason({
      watched: [],
      liked: [],
      shared: [],
      asked: false,
      popular: viewers > 0 ? 'mostly' : 'no',
      history: understood.query.items.length > 0,
    }),
    because: viewers > 0 ? [{ kind: 'popularity', amount: viewers }] : [],
  };
}

/** What two titles have in common by the catalogue. */
export function explainSimilar(catalogue: Catalogue, item: number, other: number, language: Language): Explanation {
  const facts = catalogue.facts.shared(other, [item], TOLD);
  const labels = facts.slice(0, NAMED_TERMS + 1).map((fact) => termLabel(fact, language));
  return {
    reason: wordings[language].similarReason(catalogue.shortNames[item], labels),
    because: facts.map((fact) => ({ ...fact, amount: rounded(fact.amount) })),
  };
}

/** A genre, tag or person as people read it in a sentence. */
export const termLabel = ({ kind, term }: { kind: string; term?: string }, language: Language): string =>
  kind === 'genre' ? genreLabel(term!, language) : term!;

/** 10^(4 − digits before the point), for values from 10⁻³ to 10⁵. */
const scaleOf = (size: number): number => {
  if (size >= 1) return size >= 100 ? (size >= 1e4 ? 1 : size >= 1e3 ? 10 : 100) : size >= 10 ? 1e3 : 1e4;
  return size >= 0.01 ? (size >= 0.1 ? 1e5 : 1e6) : 1e7;
};

/** A number with five significant digits, so that answers stay short. */
export function rounded(value: number): number {
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) {
    const scale = scaleOf(size);
    return Math.round(value * scale) / scale;
  }
  if (value === 0 || !Number.isFinite(value)) return 0;
  const scale = 10 ** (4 - Math.floor(Math.log10(size)));
  return scale >= 1 ? Math.round(value * scale) / scale : Math.round(value / (1 / scale)) * (1 / scale);
}
