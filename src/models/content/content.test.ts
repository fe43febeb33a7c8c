import { afterAll, describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { encodeTensors } from '../../base/tensors.ts';
import type { Interactions, Title } from '../../dataset/index.ts';
import { openKernels } from '../../kernels/index.ts';
import type { Artifact, Query, Scorer } from '../contract.ts';
import { content } from './index.ts';

type Film = readonly [
  name: string,
  year: number,
  genres: string,
  tags: string,
  synopsis: string | null,
  people?: string,
];

/** Ten films, as a small platform would describe them. */
const FILMS: readonly Film[] = [
  ['Iron Dust', 1988, 'Western', 'duel|sheriff', 'A sheriff waits for a duel with the outlaw who killed his brother.'],
  [
    'The Last Saloon',
    1990,
    'Western',
    'outlaw|sheriff',
    'An outlaw returns to the town where the sheriff is his old friend.',
  ],
  [
    'Letters to Paris',
    2001,
    'Comedy|Romance',
    'paris|love',
    'A shy baker falls in love with a singer in Paris.',
    'Ana Ruiz',
  ],
  ['Two Tickets', 2003, 'Comedy|Romance', 'paris|wedding', 'Strangers meet on a train to Paris and plan a wedding.'],
  ['Cold Orbit', 1999, 'Sci-Fi', 'space|astronaut', 'An astronaut is lost in space with a robot.'],
  ['Robot Winter', 2000, 'Sci-Fi', 'robot|snow', 'A robot learns to love during an endless winter.'],
  ['The Lodger Below', 1975, 'Horror', 'vampire|blood', 'A vampire rents the cellar of a quiet family.'],
  ['Night Teeth', 1977, 'Horror', 'vampire|night', 'Vampires haunt a village at night; blood is everywhere.'],
  ['Bakers at War', 1969, 'Drama|War', 'world war ii|bread', 'In World War II a baker hides soldiers.', 'Ana Ruiz'],
  ['Untold', 2010, 'Drama', '', null],
];
const titles: Title[] = FILMS.map(([name, year, genres, tags, synopsis, people], num) => ({
  num,
  id: `f${num}`,
  name,
  year,
  genres: genres.split('|'),
  tags: tags.split('|').filter((tag) => tag !== ''),
  synopsis,
  cast: people === undefined ? [] : [people],
  directors: [],
}));
const IRON_DUST = 0;
const LAST_SALOON = 1;
const LETTERS = 2;
const TWO_TICKETS = 3;
const COLD_ORBIT = 4;
const NIGHT_TEETH = 7;
const BAKERS = 8;

/** Nobody has watched anything: the model stands on texts alone. */
const unwatched: Interactions = {
  users: 0,
  items: titles.length,
  indptr: Int32Array.of(0),
  indices: new Int32Array(),
  ratings: new Float32Array(),
  fractions: new Float32Array(),
  times: new Float64Array(),
};

const opened: Scorer[] = [];
afterAll(() => opened.forEach((scorer) => scorer.close()));

async function train(films: readonly Title[], interactions: Interactions, options: object = {}): Promise<Artifact> {
  const kernels = await openKernels();
  try {
    const environment = { kernels, seed: 42, progress: silent };
    return await content.train({ titles: films, interactions, now: 0 }, content.config.parse(options), environment);
  } finally {
    kernels.close();
  }
}

async function open(films: readonly Title[], interactions: Interactions, options: object = {}): Promise<Scorer> {
  const artifact = await train(films, interactions, options);
  const scorer = content.load(artifact, films, { kernels: await openKernels() });
  opened.push(scorer);
  return scorer;
}

const queryOf = (parts: Partial<Query> = {}): Query => ({
  items: new Int32Array(),
  weights: new Float32Array(),
  times: new Float64Array(),
  now: 0,
  ...parts,
});
const liked = (...items: number[]): Query =>
  queryOf({
    items: Int32Array.from(items),
    weights: new Float32Array(items.length).fill(1),
    times: new Float64Array(items.length).fill(Number.NaN),
  });

/** Item nums, best first. */
function rank(scorer: Scorer, query: Query): number[] {
  const out = new Float32Array(titles.length);
  scorer.score(query, out);
  return [...out.keys()].sort((a, b) => out[b] - out[a] || a - b);
}

describe('the content model without any interaction', () => {
  it('finds the title that shares genre, words and tags', async () => {
    const scorer = await open(titles, unwatched);
    // The two westerns share genre, tag, two words and their five years; nothing else shares any of these.
    expect(scorer.similar(IRON_DUST, 1)[0].item).toBe(LAST_SALOON);
    expect(scorer.similar(LAST_SALOON, 1)[0].item).toBe(IRON_DUST);
    expect(scorer.similar(LETTERS, 1)[0].item).toBe(TWO_TICKETS);
  });

  it('ranks by a history of one title', async () => {
    const scorer = await open(titles, unwatched);
    expect(rank(scorer, liked(IRON_DUST)).slice(0, 2)).toEqual([IRON_DUST, LAST_SALOON]);
  });

  it.each([
    ['una comedia romántica en París', [LETTERS, TWO_TICKETS]],
    ['a romantic comedy in Paris', [LETTERS, TWO_TICKETS]],
    ['vampiros en un pueblo', [NIGHT_TEETH]],
    ['un astronauta perdido en el espacio', [COLD_ORBIT]],
    ['panaderos en la segunda guerra mundial', [BAKERS]],
    ['películas de Ana Ruiz', [LETTERS, BAKERS]],
    ['películas del oeste con duelos', [IRON_DUST]],
  ])('answers “%s”', async (text, expected) => {
    const scorer = await open(titles, unwatched);
    expect(new Set(rank(scorer, queryOf({ text })).slice(0, expected.length))).toEqual(new Set(expected));
  });

  it('knows a person by the last name, when one is best known by it', async () => {
    const people = ['Ana Ruiz', 'Ana Ruiz', 'Ana Ruiz', 'Juan Ruiz', 'Eva Frost', 'Eva Frost', 'Eva Frost'];
    const films = titles.map((title, at) => ({
      ...title,
      cast: people[at] === undefined ? [] : [people[at]],
      synopsis: at > 5 ? 'A frost, the worst frost in memory.' : title.synopsis,
    }));
    const scorer = await open(films, unwatched);
    const named = (text: string, item: number): (string | undefined)[] =>
      scorer.explain(queryOf({ text }), item, 9).flatMap(({ kind, term }) => (kind === 'person' ? [term] : []));
    expect(named('películas de Ruiz', 0)).toEqual(['Ana Ruiz']);
    expect(named('películas de Ruiz', 3)).toEqual([]);
    // Four synopses speak of frost, three films have Eva Frost: the word wins.
    expect(named('frost', 4)).toEqual([]);
  });

  it('puts what is not wanted last', async () => {
    const scorer = await open(titles, unwatched);
    expect(rank(scorer, queryOf({ text: 'sin vampiros' })).slice(-2)).toContain(NIGHT_TEETH);
  });

  it('answers genres and tags, whatever their spelling or language', async () => {
    const scorer = await open(titles, unwatched);
    for (const genre of ['Western', 'westerns', 'del oeste']) {
      expect(new Set(rank(scorer, queryOf({ genres: [genre] })).slice(0, 2))).toEqual(
        new Set([IRON_DUST, LAST_SALOON]),
      );
    }
    expect(rank(scorer, queryOf({ tags: ['wedding'] }))[0]).toBe(TWO_TICKETS);
    expect(rank(scorer, queryOf({ tags: ['astronauta'] }))[0]).toBe(COLD_ORBIT);
  });

  it('finds words of synopses only while it reads them', async () => {
    const query = queryOf({ text: 'cellar' });
    const [reading, blind] = [await open(titles, unwatched), await open(titles, unwatched, { synopsis: false })];
    expect(rank(reading, query)[0]).toBe(6);
    const out = new Float32Array(titles.length);
    blind.score(query, out);
    expect(new Set(out).size).toBe(1);
  });
});

describe('explanations of the content model', () => {
  it('name the shared terms as they read in the source', async () => {
    const scorer = await open(titles, unwatched);
    const parts = scorer.explain(liked(IRON_DUST), LAST_SALOON, 10);
    expect(parts[0]).toMatchObject({ kind: 'history', item: IRON_DUST });
    expect(parts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'genre', term: 'Western' }),
        expect.objectContaining({ term: 'sheriff' }),
        expect.objectContaining({ kind: 'word', term: 'outlaw' }),
      ]),
    );
  });

  it('name nothing that the two do not share', async () => {
    const scorer = await open(titles, unwatched);
    const terms = scorer.explain(liked(IRON_DUST), LAST_SALOON, 50).map(({ term }) => term);
    for (const absent of ['duel', 'brother', 'town', 'friend', 'saloon']) expect(terms).not.toContain(absent);
  });

  it('name the words asked for', async () => {
    const scorer = await open(titles, unwatched);
    const parts = scorer.explain(queryOf({ text: 'una boda en París' }), TWO_TICKETS, 10);
    expect(parts.map(({ term }) => term)).toEqual(expect.arrayContaining(['paris', 'wedding']));
  });

  it('sum over the history to what the history added to the score', async () => {
    const scorer = await open(titles, unwatched);
    const query = liked(IRON_DUST, COLD_ORBIT, LETTERS);
    const out = new Float32Array(titles.length);
    scorer.score(query, out);
    // Parts below 0 are not told, so where all three titles are told the sum is exact, and else it lies above.
    const sums = titles.map(({ num }) => {
      const told = scorer.explain(query, num, 50).filter(({ kind }) => kind === 'history');
      return { num, whole: told.length === 3, sum: told.reduce((sum, { amount }) => sum + amount, 0) };
    });
    const exact = sums.filter(({ whole }) => whole);
    expect(exact.length).toBeGreaterThan(0);
    for (const { num, sum } of exact) expect(sum).toBeCloseTo(out[num], 5);
    const others = sums.filter(({ num }) => ![IRON_DUST, COLD_ORBIT, LETTERS].includes(num));
    for (const { num, sum } of others) expect(sum).toBeGreaterThanOrEqual(out[num] - 1e-5);
  });
});

/** Users of two tastes: the even watch the first half of `space` and `love` titles, so words of each kind learn their place. */
function twoTastes(): { films: Title[]; interactions: Interactions } {
  const words = [
    ['asteroid', 'galaxy', 'planet', 'rocket', 'comet'],
    ['meadow', 'letter', 'harvest', 'cousin', 'garden'],
  ] as const;
  const films = Array.from({ length: 60 }, (_, num): Title => {
    const own = words[num % 2];
    const synopsis = `${own[num % 5]} ${own[(num + 1) % 5]} ${own[(num + 3) % 5]}`;
    return { ...titles[9], num, id: String(num), name: '', year: 2000, genres: ['Drama'], synopsis };
  });
  const rows = Array.from({ length: 40 }, (_, user) =>
    films.filter(({ num }) => num < 50 && num % 2 === user % 2 && (num + user) % 3 !== 0).map(({ num }) => num),
  );
  const indices = Int32Array.from(rows.flat());
  return {
    films,
    interactions: {
      users: rows.length,
      items: films.length,
      indptr: Int32Array.from([0, ...rows.map((_, at) => rows.slice(0, at + 1).flat().length)]),
      indices,
      ratings: new Float32Array(indices.length).fill(4),
      fractions: new Float32Array(indices.length).fill(Number.NaN),
      times: new Float64Array(indices.length),
    },
  };
}

describe('the content model with interactions', () => {
  it('gives titles nobody watched the neighbours of their words', async () => {
    const { films, interactions } = twoTastes();
    const scorer = await open(films, interactions, { factors: 8 });
    for (const cold of [50, 51, 58, 59]) {
      const neighbours = scorer.similar(cold, 10);
      expect(neighbours).toHaveLength(10);
      expect(neighbours.map(({ item }) => item % 2)).toEqual(Array.from({ length: 10 }, () => cold % 2));
    }
  });

  it('learns that words belong together which no title has both of', async () => {
    const { films, interactions } = twoTastes();
    const scorer = await open(films, interactions, { factors: 8, likeness: 0 });
    // Title 0: asteroid galaxy rocket; title 4: comet asteroid planet. A title of "planet comet" alone shares no word with title 0.
    const out = new Float32Array(films.length);
    scorer.score(queryOf({ text: 'rocket' }), out);
    const without = films.filter(({ synopsis }) => !synopsis!.includes('rocket'));
    const best = without.sort((a, b) => out[b.num] - out[a.num]).slice(0, 8);
    expect(best.every(({ num }) => num % 2 === 0)).toBe(true);
  });

  it('puts new titles of the own taste before new titles of the other', async () => {
    const { films, interactions } = twoTastes();
    const scorer = await open(films, interactions, { factors: 8 });
    const out = new Float32Array(films.length);
    scorer.score(liked(0, 2, 4), out);
    const [same, other] = [0, 1].map((taste) => [50, 52, 54, 56, 58].map((num) => out[num + taste]));
    expect(Math.min(...same)).toBeGreaterThan(Math.max(...other));
  });

  it('does not call a title popular that nobody has watched, nor put it last for that', async () => {
    const { films, interactions } = twoTastes();
    const scorer = await open(films, interactions, { factors: 8 });
    const kinds = (item: number): string[] => scorer.explain(liked(0), item, 20).map(({ kind }) => kind);
    expect(kinds(4)).toContain('popularity');
    expect(kinds(50)).not.toContain('popularity');
    const out = new Float32Array(films.length);
    scorer.score(queryOf(), out);
    const least = Math.min(...out.subarray(0, 50));
    expect([...out.subarray(50)].every((score) => score > least)).toBe(true);
  });

  it('is the same to the byte for the same data, options and seed', async () => {
    const { films, interactions } = twoTastes();
    const bytes = async (): Promise<Buffer> => {
      const { tensors, metadata } = await train(films, interactions, { factors: 8 });
      return encodeTensors(tensors, { ...metadata });
    };
    expect((await bytes()).equals(await bytes())).toBe(true);
  });

  it('keeps the regularization it was given, and says which one it chose', async () => {
    const { films, interactions } = twoTastes();
    const chosen = async (options: object): Promise<number> =>
      (await train(films, interactions, { factors: 8, ...options })).tensors.get('chosenRegularization')!.data[0];
    expect(await chosen({ regularization: 3 })).toBe(3);
    expect([1, 2, 4, 8]).toContain(await chosen({}));
  });
});

describe('a catalogue in Spanish', () => {
  const films = [
    ['El último tren', 'Drama', 'Un anciano maquinista recuerda la guerra civil mientras espera el último tren.'],
    ['Sangre en la nieve', 'Terror', 'Un vampiro recorre los pueblos de la montaña en busca de sangre.'],
    ['Amor en Cádiz', 'Comedia|Romance', 'Una pescadera y un músico se enamoran durante el carnaval de Cádiz.'],
  ].map(
    ([name, genres, synopsis], num): Title => ({
      ...titles[9],
      num,
      id: String(num),
      name: name,
      genres: genres.split('|'),
      synopsis: synopsis,
    }),
  );
  const none = { ...unwatched, items: films.length };

  it.each([
    ['un vampiro', 1],
    ['vampires in the mountains', 1],
    ['a war story with a train', 0],
    ['romantic comedy', 2],
    ['un músico en el carnaval', 2],
  ])('is found by “%s”', async (text, expected) => {
    const scorer = await open(films, none);
    const out = new Float32Array(films.length);
    scorer.score(queryOf({ text }), out);
    expect([...out.keys()].sort((a, b) => out[b] - out[a])[0]).toBe(expected);
  });
});
