import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
let without: TestServer;
let before: TestServer;
beforeAll(async () => {
  server = await smallServer({ withCatalogues: true });
  without = await smallServer();
  before = await smallServer({ withModel: false, withCatalogues: true });
}, 60_000);
afterAll(async () => {
  await Promise.all([server, without, before].map(async (each) => each?.close()));
});

interface Found {
  readonly titles: readonly {
    title: string;
    titleId: string | null;
    tmdbId: number | null;
    platformIds: string[];
    ownGenres: string[];
  }[];
  readonly total: number;
  readonly facets: Record<string, { value: string; count: number }[]>;
  readonly suggestions: readonly { title: string }[];
}
const find = async (query: string, from = server): Promise<Found> => {
  const answer = await from.app.inject(`/v1/catalogue?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const countOf = ({ facets }: Found, facet: string, value: string): number =>
  facets[facet].find((each) => each.value === value)?.count ?? 0;

describe('GET /v1/catalogue', () => {
  it('shows a title once, wherever it stands', async () => {
    const { titles } = await find('search=toy%20story');
    expect(titles.filter(({ tmdbId }) => tmdbId === 862)).toMatchObject([
      { title: 'Toy Story', titleId: '1', tmdbId: 862, platformIds: [], year: 1995 },
    ]);
    const cruella = await find('search=CRUELLA');
    expect(cruella.titles).toMatchObject([
      { titleId: null, tmdbId: null, platformIds: ['ds3'], platforms: ['disney'] },
    ]);
  });

  it('counts for each facet what its values would leave, given the choices in the others', async () => {
    const all = await find('');
    const sum = all.facets['catalogue'].reduce((total, { count }) => total + count, 0);
    expect(sum).toBeGreaterThan(all.total);
    expect(countOf(all, 'platform', 'disney')).toBe(5);
    expect(countOf(all, 'type', 'tv show')).toBe(3);
    const series = await find('type=tv%20show');
    expect(series.total).toBe(3);
    // Of the five of Disney two are series; of Hulu's three one.
    expect(countOf(series, 'platform', 'disney')).toBe(2);
    expect(countOf(series, 'platform', 'hulu')).toBe(1);
    // A facet's own choice does not empty it.
    expect(countOf(series, 'type', 'movie')).toBe(countOf(all, 'type', 'movie'));
    const both = await find('type=tv%20show&platform=disney');
    expect(both.titles.map(({ title }) => title).sort()).toEqual(['loki', 'the simpsons']);
    const none = await find('genre=No%20such%20genre');
    expect(none.total).toBe(0);
  });

  it('orders by votes, year and name, and goes on page by page', async () => {
    const votes = await find('catalogue=films&sort=votes&n=3');
    expect(votes.titles.map(({ title }) => title)).toEqual(['The Matrix', 'Toy Story', 'Amélie']);
    // Each with its genres as its own catalogue writes them, not as the facet counts them.
    expect(votes.titles.map(({ ownGenres }) => ownGenres.length > 0)).toEqual([true, true, true]);
    const [, second] = votes.titles;
    const page = await find('catalogue=films&sort=votes&n=1&offset=1');
    expect(page.titles).toEqual([second]);
    expect(page.total).toBe(votes.total);
    const [newest] = (await find('sort=year&catalogue=films')).titles;
    expect(newest).toMatchObject({ title: 'Blade Runner 2049' });
    const names = (await find('sort=name&catalogue=platforms')).titles.map(({ title }) => title);
    expect(names).toEqual([...names].sort());
  });

  it('puts whole names first and offers the nearest names when none matches', async () => {
    expect((await find('search=heat')).titles[0].title).toBe('Heat');
    const none = await find('search=amelei');
    expect(none.total).toBe(0);
    expect(none.suggestions[0].title).toBe('Amélie');
    expect((await find("search=';%20DROP")).total).toBe(1);
    expect((await find('search=%00%E2%80%A6x')).total).toBe(0);
  });

  it('finds a title by its id and keeps to years', async () => {
    expect((await find('search=11')).titles.some(({ titleId }) => titleId === '11')).toBe(true);
    const fifties = await find('year_from=1950&year_to=1959');
    expect(fifties.titles).toMatchObject([{ title: 'Sabrina', year: 1954 }]);
    expect(countOf(await find(''), 'decade', '1950')).toBe(1);
  });

  it('answers from what there is: titles alone, catalogues alone', async () => {
    const alone = await find('', without);
    expect(alone.facets['catalogue']).toEqual([{ value: 'titles', count: alone.total }]);
    const others = await find('', before);
    expect(countOf(others, 'catalogue', 'films')).toBe(11);
    expect(countOf(others, 'catalogue', 'titles')).toBe(0);
  });

  it('refuses what it does not know', async () => {
    for (const query of ['sort=best', 'n=0', 'n=101', 'offset=-1', 'year_from=12', 'colour=red']) {
      const answer = await server.app.inject(`/v1/catalogue?${query}`);
      expect([answer.statusCode, answer.json().code], query).toEqual([400, 'INVALID_PARAMETER']);
    }
  });
});

describe('GET /v1/films/{id}', () => {
  it('tells a film and where else it stands', async () => {
    const answer = await server.app.inject('/v1/films/862');
    expect(answer.json()).toMatchObject({
      title: 'Toy Story',
      titleId: '1',
      budget: 30e6,
      directors: ['John Lasseter'],
    });
    expect((await server.app.inject('/v1/films/603')).json()).toMatchObject({ available: [] });
  });

  it('answers 404 for one that is not there and 409 without the catalogue', async () => {
    const unknown = await server.app.inject('/v1/films/1?lang=en');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'UNKNOWN_TITLE']);
    const missing = await without.app.inject('/v1/films/862');
    expect([missing.statusCode, missing.json().code]).toEqual([409, 'MISSING_CATALOGUE']);
    expect((await server.app.inject('/v1/films/tt1')).statusCode).toBe(400);
  });
});

describe('GET /v1/titles/{id}/audience', () => {
  it('counts the viewers of a title once each, in months, stars and shares', async () => {
    const detail = (await server.app.inject('/v1/titles/1')).json();
    const audience = (await server.app.inject('/v1/titles/1/audience')).json();
    expect(audience.viewers).toBe(detail.viewers);
    const dated = audience.months.reduce((sum: number, { viewers }: { viewers: number }) => sum + viewers, 0);
    expect(dated + audience.undated).toBe(audience.viewers);
    for (const { share, everybody, lift, title } of audience.also) {
      expect(title.id).not.toBe('1');
      expect(lift).toBeCloseTo(share / everybody, 3);
    }
    for (const { share, everybody } of audience.genres) expect(share).toBeGreaterThan(everybody);
  });

  it('says of a title that nobody watched that there is nothing, and refuses an unknown one', async () => {
    const nobody = (await server.app.inject('/v1/titles/11/audience')).json();
    expect(nobody).toMatchObject({ viewers: 0, months: [], ratings: [], meanRating: null, genres: [], also: [] });
    expect((await server.app.inject('/v1/titles/nope/audience')).statusCode).toBe(404);
  });
});
