import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import type { Contribution, Query, Scorer } from '../models/index.ts';
import { buildCatalogue } from './catalogue.ts';
import { explain, explainSimilar, rounded } from './explain.ts';
import type { Understood } from './understand.ts';

const catalogue = buildCatalogue(smallSnapshot());

const understoodOf = (query: Partial<Query>, liked: number[] = [], disliked: number[] = []): Understood => ({
  query: { items: new Int32Array(0), weights: new Float32Array(0), times: new Float64Array(0), now: 0, ...query },
  seen: new Int32Array(0),
  likedItems: new Set(liked),
  dislikedItems: new Set(disliked),
  excluded: [],
  genres: [],
  tags: [],
  platforms: 0,
  basedOn: { history: 0, liked: [], disliked: [], genres: [], tags: [], text: null },
  warnings: [],
});
/** The sentence for parts as a model could give them. */
const told = (
  parts: Contribution[],
  understood: Understood,
  item = 1,
  language: 'es' | 'en' = 'es',
): ReturnType<typeof explain> => {
  const scorer: Scorer = { score: () => undefined, explain: () => parts, similar: () => [], close: () => undefined };
  return explain(scorer, catalogue, understood, item, language);
};
const watched = { items: Int32Array.from([0, 2]) };

describe('explain', () => {
  it('names the two titles that carried most and the shared terms', () => {
    const parts: Contribution[] = [
      { kind: 'history', item: 0, amount: 0.5 },
      { kind: 'word', term: 'juguetes', amount: 0.3 },
      { kind: 'history', item: 2, amount: 0.2 },
      { kind: 'genre', term: 'Comedy', amount: 0.1 },
    ];
    expect(told(parts, understoodOf(watched)).reason).toBe(
      'Porque viste «Toy Story» y «The Matrix»; comparte: juguetes, comedia.',
    );
    expect(told(parts, understoodOf(watched), 1, 'en').reason).toBe(
      'Because you watched “Toy Story” and “The Matrix”; in common: juguetes, comedy.',
    );
  });

  it('tells what was liked in the question from what was watched', () => {
    const parts: Contribution[] = [
      { kind: 'history', item: 0, amount: 1 },
      { kind: 'word', term: 'love', amount: 0.1 },
    ];
    expect(told(parts, understoodOf(watched, [0])).reason).toBe('Porque te gusta «Toy Story»; comparte: love.');
  });

  it('says so when popularity carried at least half', () => {
    const parts: Contribution[] = [
      { kind: 'popularity', amount: 2 },
      { kind: 'history', item: 2, amount: 0.3 },
    ];
    expect(told(parts, understoodOf(watched), 9).reason).toBe('De lo más visto aquí, y porque viste «The Matrix».');
    const less: Contribution[] = [
      { kind: 'popularity', amount: 0.2 },
      { kind: 'history', item: 2, amount: 0.3 },
    ];
    expect(told(less, understoodOf(watched), 9).reason).toBe('Porque viste «The Matrix».');
  });

  it('adds what the catalogue knows the titles to share, without an amount, when the model names no words', () => {
    const { reason, because } = told([{ kind: 'history', item: 0, amount: 1 }], understoodOf(watched));
    // Toy Story and its sequel: director and actor, then the rarer tags (two titles each), before genres.
    expect(reason).toBe('Porque viste «Toy Story»; comparte: John Lasseter, Tom Hanks, toy.');
    expect(because.slice(1)).toEqual([
      { kind: 'person', term: 'John Lasseter', amount: null },
      { kind: 'person', term: 'Tom Hanks', amount: null },
      { kind: 'tag', term: 'toy', amount: null },
    ]);
  });

  it('leaves out parts that lowered the score and disliked titles', () => {
    const parts: Contribution[] = [
      { kind: 'history', item: 2, amount: 0.4 },
      { kind: 'history', item: 0, amount: 0.3 },
      { kind: 'word', term: 'war', amount: -2 },
    ];
    const { because } = told(parts, understoodOf(watched, [], [2]));
    expect(because.map(({ title, term }) => title?.title ?? term)).not.toContain('The Matrix');
    expect(because.map(({ term }) => term)).not.toContain('war');
  });

  it('adds up parts of one cause and drops words that a longer term already says', () => {
    const parts: Contribution[] = [
      { kind: 'popularity', amount: 1 },
      { kind: 'word', term: 'serial', amount: 0.9 },
      { kind: 'popularity', amount: 0.5 },
      { kind: 'word', term: 'killer', amount: 0.8 },
      { kind: 'tag', term: 'serial killer', amount: 0.7 },
    ];
    const { reason, because } = told(parts, understoodOf({ text: 'asesino en serie' }));
    expect(because[0]).toEqual({ kind: 'popularity', amount: 1.5 });
    expect(reason).toBe('Encaja con lo que buscas: serial killer.');
  });

  it('has a sentence when the model says nothing', () => {
    expect(told([], understoodOf(watched)).reason).toBe('Por el conjunto de lo que has visto.');
    expect(told([], understoodOf({})).reason).toBe('Para empezar a descubrir el catálogo.');
  });

  it('says e before the sound i in Spanish', () => {
    const parts: Contribution[] = [
      { kind: 'history', item: 0, amount: 2 },
      { kind: 'history', item: 2, amount: 1 },
    ];
    const renamed = { ...catalogue, shortNames: catalogue.shortNames.with(2, 'Indiana Jones') };
    const scorer: Scorer = { score: () => undefined, explain: () => parts, similar: () => [], close: () => undefined };
    expect(explain(scorer, renamed, understoodOf(watched), 9, 'es').reason).toBe(
      'Porque viste «Toy Story» e «Indiana Jones».',
    );
  });
});

describe('explainSimilar', () => {
  it('tells people, then rare tags, then genres that two titles share', () => {
    expect(explainSimilar(catalogue, 6, 7, 'es').reason).toBe('Como «Sabrina»: paris, romance, comedia.');
    expect(explainSimilar(catalogue, 2, 11, 'en').reason).toBe('People who watch “The Matrix” tend to watch it too.');
  });
});

describe('rounded', () => {
  it('keeps five digits of any size', () => {
    expect(rounded(0.123456789)).toBe(0.12346);
    expect(rounded(123456.789)).toBe(123460);
    expect(rounded(-0.000012345678)).toBe(-0.000012346);
    expect(rounded(0)).toBe(0);
    expect(rounded(Number.NaN)).toBe(0);
  });
});
