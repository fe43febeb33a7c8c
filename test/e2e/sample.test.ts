import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type similarTitlesSchema, slateSchema } from '../../src/api/contract/index.ts';
import { openSnapshot, type Snapshot } from '../../src/dataset/index.ts';
import { serveWorkspace, type TestServer } from '../fixtures/small-server.ts';
import { sampleWorkspace } from '../fixtures/small-workspace.ts';

type SlateBody = z.infer<typeof slateSchema>;

let server: TestServer;
let snapshot: Snapshot;
beforeAll(async () => {
  const workspace = await sampleWorkspace();
  workspace.registry.promote(await workspace.train('hybrid'), { reason: 'first' });
  snapshot = await openSnapshot(workspace.home, workspace.snapshotId);
  server = await serveWorkspace(workspace);
}, 300_000);
afterAll(() => server.close());

async function slate(url: string, payload?: object): Promise<SlateBody> {
  const answer = await server.app.inject(payload === undefined ? url : { method: 'POST', url, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return slateSchema.parse(answer.json());
}
const historyOf = (userId: string): string[] => {
  const { indptr, indices } = snapshot.interactions;
  const num = snapshot.users.num(userId);
  return Array.from(indices.subarray(indptr[num], indptr[num + 1]), (item) => snapshot.items.id(item)!);
};

describe('the sample with the model that is served', () => {
  it('gives every user ten unseen titles with reasons, in the order of their ranks', async () => {
    for (let num = 0; num < snapshot.users.size; num += 30) {
      const userId = snapshot.users.id(num)!;
      const seen = new Set(historyOf(userId));
      const { recommendations } = await slate(`/get_user_recommendation/?userId=${userId}`);
      expect(recommendations).toHaveLength(10);
      expect(new Set(recommendations.map(({ id }) => id)).size).toBe(10);
      expect(recommendations.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      for (const { id, reason, because } of recommendations) {
        expect(seen.has(id)).toBe(false);
        expect(reason).toMatch(/^\p{Lu}.+\.$/u);
        expect(because.length).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    [
      ['Toy Story', 'Finding Nemo'],
      ['Monsters, Inc.', 'Toy Story 2', 'The Incredibles'],
    ],
    [
      ['Alien', 'The Thing'],
      ['Aliens', 'The Terminator', 'Blade Runner'],
    ],
    [['The Godfather'], ['The Godfather: Part II', 'Goodfellas']],
  ])('answers a stranger who likes %j with their kind, not with what everyone watches', async (liked, expected) => {
    const names = liked.map((name) => `liked=${encodeURIComponent(name)}`).join('&');
    const { recommendations } = await slate(`/get_new_user_recommendation/?${names}`);
    expect(recommendations.map(({ title }) => title)).toEqual(expect.arrayContaining(expected));
  });

  it('names only titles of the user’s own history as reasons', async () => {
    for (const userId of ['1', '50', '200', '414', '600']) {
      const seen = new Set(historyOf(userId));
      const { recommendations } = await slate(`/get_user_recommendation/?userId=${userId}&n=20`);
      const named = recommendations.flatMap(({ because }) =>
        because.flatMap(({ title }) => (title === undefined ? [] : [title.id])),
      );
      expect(named.length).toBeGreaterThan(10);
      expect(named.filter((id) => !seen.has(id))).toEqual([]);
    }
  });

  it('gives reasons that are true: without the title named first, the recommended one ranks lower', async () => {
    let lower = 0;
    let tried = 0;
    for (const userId of ['1', '15', '50', '105', '200', '318', '600']) {
      const history = historyOf(userId)
        .slice(-40)
        .map((title) => ({ title, kind: 'view' }));
      const ask = { n: 100, diversity: 0 };
      const whole = await slate('/v1/recommendations', { history, ...ask });
      for (const { id, rank, because } of whole.recommendations.slice(2, 8)) {
        const cause = because.find(({ kind }) => kind === 'history')?.title?.id;
        if (cause === undefined) continue;
        const without = await slate('/v1/recommendations', {
          history: history.filter(({ title }) => title !== cause),
          exclude: [cause],
          ...ask,
        });
        const later = without.recommendations.find((other) => other.id === id)?.rank ?? 101;
        tried++;
        if (later > rank) lower++;
      }
    }
    expect(tried).toBeGreaterThan(20);
    expect(lower / tried).toBeGreaterThan(0.7);
  });

  it('finds English synopses by Spanish words', async () => {
    const { recommendations } = await slate(
      '/get_new_user_recommendation/?text=una%20comedia%20rom%C3%A1ntica%20en%20Par%C3%ADs&diversity=0',
    );
    const synopses = recommendations.map(({ id }) => {
      const { synopsis, tags, genres } = snapshot.titles[snapshot.items.num(id)];
      return { text: `${synopsis} ${tags.join(' ')}`.toLowerCase(), genres };
    });
    expect(synopses.filter(({ text }) => text.includes('paris')).length).toBeGreaterThanOrEqual(4);
    expect(synopses.filter(({ genres }) => genres.includes('Romance')).length).toBeGreaterThanOrEqual(7);
    expect(recommendations[0].reason).toMatch(/^Encaja con lo que buscas: /);
  });

  it('takes an event into the next list: what is liked no longer comes, and the list moves its way', async () => {
    const before = await slate('/get_new_user_recommendation/?n=50&diversity=0');
    const likes = ['Alien (1979)', 'The Thing (1982)', 'The Shining'];
    for (const name of likes) {
      const { id } = (await server.app.inject(`/v1/titles/${encodeURIComponent(name)}`)).json<{ id: string }>();
      const sent = await server.app.inject({
        method: 'POST',
        url: '/v1/events',
        payload: { userId: 'horror', titleId: id, kind: 'like' },
      });
      expect(sent.statusCode).toBe(200);
    }
    const after = await slate('/get_user_recommendation/?userId=horror&n=50&diversity=0');
    const share = ({ recommendations }: SlateBody): number =>
      recommendations.filter(({ genres }) => genres.includes('Horror')).length;
    expect(share(after)).toBeGreaterThan(share(before));
    for (const name of ['Alien', 'The Thing', 'The Shining']) {
      expect(after.recommendations.filter(({ title, year }) => title === name && year! < 1985)).toEqual([]);
    }
  });

  it('has the sequel among the neighbours of Toy Story', async () => {
    const answer = await server.app.inject('/v1/titles/Toy%20Story/similar?n=5');
    const { similar } = answer.json<z.infer<typeof similarTitlesSchema>>();
    expect(similar.map(({ title }) => title)).toContain('Toy Story 2');
    expect(similar.filter(({ genres }) => genres.includes('Animation')).length).toBeGreaterThanOrEqual(3);
  });

  it('turns to unlike titles with the variety dial, at the cost of score', async () => {
    const genres = ({ recommendations }: SlateBody): number =>
      new Set(recommendations.map((title) => title.genres.join())).size;
    const narrow = await slate('/get_user_recommendation/?userId=1&diversity=0');
    const wide = await slate('/get_user_recommendation/?userId=1&diversity=0.8');
    expect(genres(wide)).toBeGreaterThanOrEqual(genres(narrow));
    const sum = ({ recommendations }: SlateBody): number =>
      recommendations.reduce((total, { score }) => total + score!, 0);
    expect(sum(wide)).toBeLessThan(sum(narrow));
  });
});
