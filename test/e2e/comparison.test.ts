import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { briefTitlesSchema, slateSchema, typicalUsersSchema, wallSchema } from '../../src/api/contract/index.ts';
import { SMALL_MODEL, smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
let rival: string;
let another: string;
beforeAll(async () => {
  server = await smallServer();
  rival = await server.workspace.train('content', {});
  another = await server.workspace.train('ease', { ...SMALL_MODEL[1], regularization: 2 });
});
afterAll(() => server.close());

async function answer<T extends z.ZodType>(url: string, schema: T): Promise<z.output<T>> {
  const { statusCode, body } = await server.app.inject(url);
  expect(statusCode, body).toBe(200);
  return schema.parse(JSON.parse(body));
}

describe('a list by another model', () => {
  it('is answered by what most users watched, without a model, when the baseline is asked', async () => {
    const { model, recommendations } = await answer(
      '/get_user_recommendation/?userId=5&model=popularity&n=5&diversity=0',
      slateSchema,
    );
    expect(model).toEqual({ version: 'popularity', name: 'popularity' });
    const viewers = await Promise.all(
      recommendations.map(async ({ id }) => (await server.recommender.title(id, 'en')).viewers),
    );
    expect(recommendations.map(({ score }) => score)).toEqual(viewers);
    expect(viewers).toEqual(viewers.toSorted((a, b) => b - a));
    expect(recommendations.flatMap(({ because }) => because.map(({ kind }) => kind))).toEqual(
      recommendations.map(() => 'popularity'),
    );
  });

  it('is answered by the version asked for, with the feedback that came since, and the champion goes on', async () => {
    const before = await answer('/v1/users/5/recommendations?n=3', slateSchema);
    const { model } = await answer(`/v1/users/5/recommendations?n=3&model=${rival}`, slateSchema);
    expect(model).toEqual({ version: rival, name: 'content' });
    await server.app.inject({
      method: 'POST',
      url: '/v1/events',
      payload: { userId: 'fresh', titleId: '3', kind: 'like' },
    });
    const told = await answer(`/v1/users/fresh/recommendations?model=${rival}`, slateSchema);
    expect(told.basedOn.history).toBe(1);
    expect((await answer('/v1/users/5/recommendations?n=3', slateSchema)).recommendations).toEqual(
      before.recommendations,
    );
  });

  it('is answered by the champion when it is named', async () => {
    const champion = server.recommender.readiness().model!.version;
    const { model, recommendations } = await answer(`/v1/users/5/recommendations?model=${champion}`, slateSchema);
    expect(model.version).toBe(champion);
    expect(recommendations).toEqual((await answer('/v1/users/5/recommendations', slateSchema)).recommendations);
  });

  it('is refused for an unknown version, and for a second one beside the first', async () => {
    const unknown = await server.app.inject('/v1/users/5/recommendations?model=nobody');
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ code: 'UNKNOWN_VERSION' });
    await answer(`/v1/users/5/recommendations?model=${rival}`, slateSchema);
    const second = await server.app.inject(`/v1/users/5/recommendations?model=${another}`);
    expect(second.statusCode).toBe(429);
    expect(second.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});

describe('a wall to pick from', () => {
  it('has titles that many know, each once', async () => {
    const { titles } = await answer('/v1/wall?n=6', wallSchema);
    expect(titles).toHaveLength(6);
    expect(new Set(titles.map(({ id }) => id)).size).toBe(6);
    expect(titles.every(({ kind }) => kind === 'known')).toBe(true);
  });

  it('answers to a pick with its kin, and something else between', async () => {
    const { titles } = await answer('/v1/wall?liked=The%20Matrix&n=6', wallSchema);
    expect(titles.map(({ kind }) => kind)).toEqual(['kin', 'kin', 'known', 'kin', 'kin', 'known']);
    expect(titles.map(({ title }) => title)).not.toContain('The Matrix');
  });
});

describe('typical users', () => {
  it('are one for each taste, with titles they liked of it', async () => {
    const { users } = await answer('/v1/typical-users?n=4', typicalUsersSchema);
    expect(users.length).toBeGreaterThan(1);
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
    for (const { id, genres, favourites } of users) {
      expect(favourites[0].genres).toContain(genres[0].name);
      const { history } = await server.recommender.user(id, { n: 100, language: 'en' });
      const seen = history.map(({ title }) => title.id);
      for (const favourite of favourites) expect(seen).toContain(favourite.id);
    }
  });
});

describe('titles by their ids', () => {
  it('come in the order asked for, without the unknown', async () => {
    const { titles } = await answer('/v1/brief-titles?ids=3|nobody|1', briefTitlesSchema);
    expect(titles.map(({ id }) => id)).toEqual(['3', '1']);
  });
});
