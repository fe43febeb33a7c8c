import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { slateSchema } from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

type SlateBody = z.infer<typeof slateSchema>;

let server: TestServer;
beforeAll(async () => {
  server = await smallServer();
});
afterAll(() => server.close());

async function slate(url: string): Promise<SlateBody> {
  const answer = await server.app.inject(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return slateSchema.parse(answer.json());
}
const names = (body: SlateBody): string[] => body.recommendations.map(({ title }) => title);

/** A list without what differs from call to call. */
const stable = ({ slateId: _id, ...rest }: SlateBody): unknown => rest;

describe('GET /get_user_recommendation', () => {
  it('recommends what the viewers of the same circle watched, and nothing seen', async () => {
    const body = await slate('/get_user_recommendation/?userId=5&n=3&diversity=0');
    // User 5 watched both Matrix films; users 4 and 6, who watched The Matrix too, also watched Heat.
    expect(names(body)[0]).toBe('Heat');
    expect(names(body)).not.toContain('The Matrix');
    expect(body.recommendations[0].because[0]).toMatchObject({ kind: 'history', title: { title: 'The Matrix' } });
    expect(body.recommendations[0].reason).toContain('«The Matrix»');
    expect(body.basedOn.history).toBe(3);
  });

  it('answers with and without the last slash, and by the brief’s other address', async () => {
    const body = stable(await slate('/get_user_recommendation/?userId=1&n=4'));
    expect(stable(await slate('/get_user_recommendation?userId=1&n=4'))).toEqual(body);
    expect(stable(await slate('/get_new_user_recommendation/?userId=1&n=4'))).toEqual(body);
    expect(stable(await slate('/get_new_user_recommendation?userId=1&n=4'))).toEqual(body);
    expect(stable(await slate('/v1/users/1/recommendations?n=4'))).toEqual(body);
  });

  it('needs a userId, and tells an unknown one what to call instead', async () => {
    const missing = await server.app.inject('/get_user_recommendation/?userId=');
    expect(missing.statusCode).toBe(400);
    expect(missing.json()).toMatchObject({ code: 'INVALID_PARAMETER', detail: 'falta userId; se espera texto.' });
    const unknown = await server.app.inject('/get_user_recommendation/?userId=nadie&lang=en');
    expect(unknown.statusCode).toBe(404);
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.json()).toMatchObject({ code: 'UNKNOWN_USER' });
    expect(unknown.json<{ detail: string }>().detail).toContain('/get_new_user_recommendation/');
  });

  it('brings back seen titles only when asked', async () => {
    const all = await slate('/get_user_recommendation/?userId=5&n=12&include_seen=true');
    expect(names(all)).toContain('The Matrix');
    expect(all.recommendations).toHaveLength(12);
    const unseen = await slate('/get_user_recommendation/?userId=5&n=12');
    expect(unseen.recommendations).toHaveLength(9);
    expect(unseen.warnings).toMatchObject([{ code: 'FEW_MATCHES' }]);
  });
});

describe('GET /get_new_user_recommendation', () => {
  it('gives a stranger a list without being told anything, the best known first', async () => {
    const body = await slate('/get_new_user_recommendation/?n=3&diversity=0');
    expect(body.userId).toBeNull();
    // Toy Story and The Matrix have three viewers each, no other title has more than two.
    expect(names(body).slice(0, 2).sort()).toEqual(['The Matrix', 'Toy Story']);
    expect(body.recommendations[0].reason).toBe('De lo más visto aquí.');
  });

  it('takes liked and disliked titles by id or by name', async () => {
    const body = await slate('/get_new_user_recommendation/?liked=matrix&disliked=Amelie&n=2&diversity=0');
    expect(body.basedOn.liked).toEqual([{ id: '3', title: 'The Matrix' }]);
    expect(body.basedOn.disliked).toEqual([{ id: '6', title: 'Amélie' }]);
    expect(new Set(names(body))).toEqual(new Set(['The Matrix Reloaded', 'Heat']));
    expect(body.recommendations[0].reason).toMatch(/^Porque te gusta «The Matrix»/);
  });

  it.each([
    ['liked=Toy%20Story,Heat', ['1', '10']],
    ['liked=Toy%20Story|Heat', ['1', '10']],
    ['liked=Toy%20Story&liked=10', ['1', '10']],
    ['liked=Crouching%20Tiger,%20Hidden%20Dragon', ['5']],
    ['liked=%22Crouching%20Tiger,%20Hidden%20Dragon%22,Heat', ['5', '10']],
    ['liked=Crouching%20Tiger,%20Hidden%20Dragon&liked=Heat', ['5', '10']],
  ])('reads the list %s', async (query, ids) => {
    const body = await slate(`/get_new_user_recommendation/?${query}`);
    expect(body.basedOn.liked.map(({ id }) => id)).toEqual(ids);
    expect(body.warnings.filter(({ code }) => code === 'UNKNOWN_TITLE')).toEqual([]);
  });

  it('tells titles, genres and tags it does not know, with the nearest names, and answers all the same', async () => {
    const body = await slate('/get_new_user_recommendation/?liked=Toy%20Stori&genres=Comedi&tags=pariss&n=2');
    expect(body.recommendations).toHaveLength(2);
    expect(body.warnings).toMatchObject([
      {
        code: 'UNKNOWN_TITLE',
        parameter: 'liked',
        value: 'Toy Stori',
        suggestions: expect.arrayContaining(['Toy Story']),
      },
      { code: 'UNKNOWN_GENRE', parameter: 'genres', suggestions: ['Comedy'] },
      { code: 'UNKNOWN_TAG', parameter: 'tags', suggestions: ['paris'] },
    ]);
  });

  it('filters by genres in Spanish or English, tags, years and exclusions', async () => {
    const romance = await slate('/get_new_user_recommendation/?genres=romance,comedia&genres_match=all&n=5');
    expect(names(romance).sort()).toEqual(['Amélie', 'Sabrina', 'Sabrina']);
    const old = await slate('/get_new_user_recommendation/?genres=comedy&year_to=1960');
    expect(names(old)).toEqual(['Sabrina']);
    const tagged = await slate('/get_new_user_recommendation/?tags=paris&exclude=Am%C3%A9lie&year_from=1990');
    expect(tagged.recommendations.map(({ id }) => id)).toEqual(['8']);
  });

  it('says that the catalogue knows no platforms when asked for one', async () => {
    const body = await slate('/get_new_user_recommendation/?platform=netflix');
    expect(body.warnings).toMatchObject([{ code: 'UNKNOWN_PLATFORM', parameter: 'platform', value: 'netflix' }]);
  });

  it('takes parameters that a form sends empty as not given', async () => {
    const body = await slate('/get_new_user_recommendation/?userId=&liked=&genres=&text=&year_from=&n=2&diversity=');
    expect(body.recommendations).toHaveLength(2);
    expect(body.warnings).toEqual([]);
  });

  it('answers in the language of lang, of Accept-Language, or in Spanish', async () => {
    const url = '/get_new_user_recommendation/?n=1';
    const ask = async (headers: Record<string, string>, query = ''): Promise<string> =>
      (await server.app.inject({ url: url + query, headers })).json<SlateBody>().language;
    expect(await ask({})).toBe('es');
    expect(await ask({ 'accept-language': 'en-GB,en;q=0.9,es;q=0.8' })).toBe('en');
    expect(await ask({ 'accept-language': 'fr,es;q=0.5,en;q=0.4' })).toBe('es');
    expect(await ask({ 'accept-language': 'en' }, '&lang=es')).toBe('es');
    expect(await ask({ 'accept-language': 'de' })).toBe('es');
  });

  it('gives the same list to the same question', async () => {
    const url = '/get_new_user_recommendation/?liked=Heat&n=8&diversity=0.5';
    expect(stable(await slate(url))).toEqual(stable(await slate(url)));
  });

  it('gives more unlike titles as the dial is turned', async () => {
    const body = await slate('/get_new_user_recommendation/?liked=Toy%20Story&n=4&diversity=1');
    const genres = new Set(body.recommendations.flatMap((title) => title.genres));
    const same = await slate('/get_new_user_recommendation/?liked=Toy%20Story&n=4&diversity=0');
    expect(genres.size).toBeGreaterThanOrEqual(new Set(same.recommendations.flatMap((title) => title.genres)).size);
  });
});

describe('POST /v1/recommendations', () => {
  const ask = async (payload: unknown): Promise<SlateBody> => {
    const answer = await server.app.inject({ method: 'POST', url: '/v1/recommendations', payload: payload as object });
    expect(answer.statusCode, answer.body).toBe(200);
    return slateSchema.parse(answer.json());
  };

  it('answers a history in the body as it answers the same history stored', async () => {
    const history = [
      { title: '3', rating: 5 },
      { title: 'The Matrix Reloaded', rating: 4 },
      { title: '9', rating: 1 },
    ];
    const given = await ask({ history, n: 5 });
    const stored = await slate('/get_user_recommendation/?userId=5&n=5');
    expect(names(given)).toEqual(names(stored));
  });

  it('takes names whole, commas and all', async () => {
    const body = await ask({ liked: ['Crouching Tiger, Hidden Dragon', 'Heat'], n: 1 });
    expect(body.basedOn.liked.map(({ id }) => id)).toEqual(['5', '10']);
    expect(body.warnings).toEqual([]);
  });

  it('answers an empty question as it answers a stranger', async () => {
    expect(names(await ask({}))).toEqual(names(await slate('/get_new_user_recommendation/')));
  });

  it('refuses years that cannot be met', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/recommendations',
      payload: { yearFrom: 2000, yearTo: 1990 },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'INVALID_BODY', details: { issues: [{ parameter: 'yearTo' }] } });
  });
});

describe('exposures', () => {
  it('logs every list with its titles, its version and its door', async () => {
    const body = await slate('/get_user_recommendation/?userId=2&n=3');
    await expect
      .poll(async () => (await server.store.readExposures({ userId: '2', limit: 1 }))[0])
      .toMatchObject({
        slateId: body.slateId,
        itemIds: body.recommendations.map(({ id }) => id),
        versionId: body.model.version,
        context: 'get_user_recommendation',
      });
  });

  it('does not log lists that somebody only looks at, whichever door and model gave them', async () => {
    const unseen = [
      '/get_new_user_recommendation/?n=3&exposure=false',
      '/get_user_recommendation/?userId=4&n=3&exposure=false',
      '/get_user_recommendation/?userId=4&n=3&exposure=0&model=popularity',
      '/v1/users/4/recommendations?n=3&exposure=false',
    ];
    for (const url of unseen) expect((await slate(url)).slateId, url).not.toBe('');
    const post = async (payload: object): Promise<SlateBody> => {
      const answer = await server.app.inject({ method: 'POST', url: '/v1/recommendations', payload });
      expect(answer.statusCode, answer.body).toBe(200);
      return slateSchema.parse(answer.json());
    };
    await post({ userId: '4', n: 3, exposure: false });
    const shown = await post({ userId: '4', n: 3, exposure: true });
    const logged = async (): Promise<string[]> =>
      (await server.store.readExposures({ userId: '4', limit: 10 })).map(({ slateId }) => slateId);
    // They are written in the order in which they were asked for.
    await expect.poll(logged).toEqual([shown.slateId]);
  });

  it('refuses an exposure that is neither yes nor no', async () => {
    const answer = await server.app.inject('/get_new_user_recommendation/?exposure=never');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ details: { issues: [{ parameter: 'exposure' }] } });
  });
});
