import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

/** Two of the platform's own titles and a stranger, on Amazon beside those of the questions; their ids begin where those end. */
const PRIME = [
  'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description',
  's101,Movie,Heat,Michael Mann,,,,1995,,170 min,,',
  's102,Movie,The Matrix (4K UHD),,,,,1999,,136 min,,',
  's103,Movie,Nobody Knows It,,,,,1999,,90 min,,',
  '',
].join('\n');

let server: TestServer;
let without: TestServer;
beforeAll(async () => {
  server = await smallServer({ withCatalogues: true, files: { 'prime.csv': PRIME } });
  without = await smallServer();
});
afterAll(async () => {
  await server.close();
  await without.close();
});

const get = async (url: string, from = server): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await from.app.inject(url);
  return { status: answer.statusCode, body: answer.json() };
};

describe('GET /v1/platform-titles', () => {
  it('finds titles by words of their names, of one platform when asked', async () => {
    const { status, body } = await get('/v1/platform-titles?search=THE');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: 3,
      titles: [{ title: 'the long one' }, { title: 'the simpsons' }, { id: 'as102' }],
    });
    const disney = await get('/v1/platform-titles?search=the&platform=Disney%2B');
    expect(disney.body['titles']).toEqual([
      { id: 'ds7', platform: 'disney', type: 'tv show', title: 'the simpsons', year: 1989 },
    ]);
  });

  it('refuses an unknown platform, naming the four, and empty words', async () => {
    const unknown = await get('/v1/platform-titles?search=the&platform=hbo');
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({
      code: 'UNKNOWN_PLATFORM',
      details: { platforms: ['amazon', 'disney', 'hulu', 'netflix'] },
    });
    expect((await get('/v1/platform-titles?search=')).status).toBe(400);
    expect((await get('/v1/platform-titles')).status).toBe(400);
  });

  it('finds nothing for what is no name, however it is written', async () => {
    for (const text of ["'; DROP TABLE titles; --", '%00', '…', 'ñ'.repeat(300)]) {
      const { status, body } = await get(`/v1/platform-titles?search=${encodeURIComponent(text)}`);
      expect([status, body['total']], text).toEqual([200, 0]);
    }
    expect((await get(`/v1/platform-titles?search=${'x'.repeat(10_000)}`)).status).toBe(400);
  });
});

describe('GET /v1/platform-titles/{id}', () => {
  it('tells a title by id or name', async () => {
    const byId = await get('/v1/platform-titles/ds3');
    expect(byId.body).toMatchObject({ title: 'cruella', platform: 'disney', duration: { value: 137, unit: 'min' } });
    expect((await get('/v1/platform-titles/CRUELLA')).body).toEqual(byId.body);
  });

  it('answers 404 with the nearest names for one that is not there', async () => {
    const { status, body } = await get('/v1/platform-titles/cruela?lang=en');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'UNKNOWN_TITLE', details: { suggestions: [{ id: 'ds3' }] } });
  });

  it('says that no platform was imported where none was', async () => {
    const { status, body } = await get('/v1/platform-titles/ds3', without);
    expect([status, body['code']]).toEqual([409, 'MISSING_CATALOGUE']);
  });
});

describe('titles and lists', () => {
  it('say where a title is, and what the films catalogue knows of it', async () => {
    const { body } = await get('/v1/titles/1');
    expect(body).toMatchObject({
      title: 'Toy Story',
      availableOn: [],
      available: [],
      film: { tmdbId: 862, releaseDate: '1995-10-30', budget: 30e6, votes: { count: 5415, average: 7.7 } },
    });
    const heat = await get('/v1/titles/Heat');
    expect(heat.body).toMatchObject({
      availableOn: ['amazon'],
      available: [{ platform: 'amazon', id: 'as101', confidence: 0.95 }],
    });
    expect((await get('/v1/platform-titles/as101')).body['film']).toEqual({ tmdbId: 949, title: 'Heat', year: 1995 });
    const cold = await get('/v1/titles/11');
    expect(cold.body['film']).toBeNull();
  });

  it('say nothing of it where no such catalogue was imported', async () => {
    const { body } = await get('/v1/titles/1', without);
    for (const member of ['availableOn', 'available', 'film']) expect(body).not.toHaveProperty(member);
  });

  it('are filtered by platform, and tell an unknown one and a catalogue that does not know', async () => {
    const onAmazon = await get('/get_new_user_recommendation/?platform=prime%20video&lang=en');
    expect(onAmazon.body['recommendations']).toMatchObject([
      { title: 'The Matrix', availableOn: ['amazon'] },
      { title: 'Heat', availableOn: ['amazon'] },
    ]);
    const either = await get('/get_new_user_recommendation/?platform=hulu|amazon&year_to=1998');
    expect(either.body['recommendations']).toMatchObject([{ title: 'Heat' }]);
    const none = await get('/get_new_user_recommendation/?platform=netflix&lang=en');
    expect(none.body).toMatchObject({ recommendations: [], warnings: [{ code: 'FEW_MATCHES' }] });
    const unknown = await get('/get_new_user_recommendation/?platform=hbo&lang=en');
    expect(unknown.body['recommendations']).not.toEqual([]);
    expect(unknown.body['warnings']).toMatchObject([
      { code: 'UNKNOWN_PLATFORM', value: 'hbo', suggestions: ['amazon', 'disney', 'hulu', 'netflix'] },
    ]);
    const blind = await get('/get_new_user_recommendation/?platform=netflix&n=5', without);
    expect(blind.body['warnings']).toMatchObject([{ code: 'UNKNOWN_PLATFORM', suggestions: [] }]);
  });
});
