import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallWorkspace, type TestWorkspace } from '../../test/fixtures/small-workspace.ts';
import { fixedClock, systemClock } from '../base/clock.ts';
import { type FeedbackStore, openStore, type StoredEvent } from '../store/index.ts';
import { openRecommender, type Recommender, type RecommendRequest } from './index.ts';

let workspace: TestWorkspace;
let store: FeedbackStore;
beforeAll(async () => {
  workspace = await smallWorkspace();
  const version = await workspace.train('ease', { regularization: 1, minInteractions: 1 });
  workspace.registry.promote(version, { reason: 'first' });
  store = await openStore({ home: workspace.home, clock: systemClock });
});
afterAll(async () => {
  await store.close();
  workspace.remove();
});

const open = (newId = () => 'slate'): Promise<Recommender> =>
  openRecommender({
    home: workspace.home,
    registry: workspace.registry,
    store,
    clock: fixedClock(1_600_000_000_000),
    newId,
  });
const ask = (request: Partial<RecommendRequest> = {}): RecommendRequest => ({
  language: 'en',
  context: 'test',
  ...request,
});

describe('openRecommender', () => {
  it('gives the same bytes to the same question at the same time', async () => {
    const first = await open();
    const second = await open();
    try {
      const request = ask({ userId: '5', diversity: 0.4, n: 8 });
      expect(Buffer.from(await first.recommendBytes(request))).toEqual(
        Buffer.from(await second.recommendBytes(request)),
      );
      expect(await first.recommend(request)).toEqual(
        JSON.parse(Buffer.from(await second.recommendBytes(request)).toString()),
      );
    } finally {
      await first.close();
      await second.close();
    }
  });

  it('starts with the feedback that is newer than the snapshot', async () => {
    await store.append([
      { eventId: 'a', userId: 'late', itemId: '3', kind: 'like', value: null, timeMs: 1_599_000_000_000 },
    ]);
    const recommender = await open();
    try {
      expect((await recommender.recommend(ask({ userId: 'late' }))).basedOn.history).toBe(1);
      expect(await recommender.counts()).toMatchObject({ users: 8, titles: 12, liveEvents: 1, swaps: 1 });
    } finally {
      await recommender.close();
    }
  });

  it('answers questions that were asked before it was closed, and none after', async () => {
    const recommender = await open();
    const asked = Array.from({ length: 50 }, () => recommender.recommend(ask({ userId: '1' })));
    const closing = recommender.close();
    for (const { recommendations } of await Promise.all(asked)) expect(recommendations.length).toBeGreaterThan(0);
    await closing;
    await expect(recommender.recommend(ask())).rejects.toMatchObject({ code: 'NOT_READY' });
  });

  it('loads the model again when its thread dies', async () => {
    const recommender = await open();
    try {
      const unreadable = [null as unknown as StoredEvent];
      recommender.addEvents(unreadable);
      await expect.poll(() => recommender.readiness().ready).toBe(false);
      await expect.poll(() => recommender.readiness().ready).toBe(true);
      expect((await recommender.recommend(ask({ userId: 'late' }))).basedOn.history).toBe(1);
    } finally {
      await recommender.close();
    }
  });

  it('refuses more than may wait, and answers all it took on', async () => {
    const recommender = await open();
    try {
      const asked = Array.from({ length: 1_200 }, async () => recommender.recommendBytes(ask({ userId: '1', n: 1 })));
      const outcomes = await Promise.allSettled(asked);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(outcomes.length - refused.length).toBe(1_000);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    } finally {
      await recommender.close();
    }
  });

  it('answers from several threads as from one, events included', async () => {
    const settings = {
      home: workspace.home,
      registry: workspace.registry,
      store,
      clock: fixedClock(1_600_000_000_000),
    };
    const recommender = await openRecommender({ ...settings, threads: 3, newId: () => 'slate' });
    try {
      recommender.addEvents([
        {
          eventId: 'b',
          userId: 'many',
          itemId: '3',
          kind: 'like',
          value: null,
          timeMs: 1,
          sequence: 99,
          receivedMs: 1,
        },
      ]);
      const lists = await Promise.all(
        Array.from({ length: 12 }, async () =>
          Buffer.from(await recommender.recommendBytes(ask({ userId: 'many' }))).toString(),
        ),
      );
      expect(new Set(lists).size).toBe(1);
      expect(JSON.parse(lists[0])).toMatchObject({ basedOn: { history: 1 } });
    } finally {
      await recommender.close();
    }
  });

  it('tells an unknown user and an unknown title by their codes across the thread', async () => {
    const recommender = await open();
    try {
      await expect(recommender.recommend(ask({ userId: 'nobody' }))).rejects.toMatchObject({
        code: 'UNKNOWN_USER',
        details: { userId: 'nobody', users: 8 },
      });
      await expect(recommender.similar('Toy Stori', { n: 3, language: 'en' })).rejects.toMatchObject({
        code: 'UNKNOWN_TITLE',
        details: { suggestions: [{ title: 'Toy Story' }, { title: 'Toy Story 2' }] },
      });
    } finally {
      await recommender.close();
    }
  });

  it('gives a list again with an id of its own, logged, until the viewer does something', async () => {
    let made = 0;
    const logged: string[] = [];
    const recommender = await openRecommender({
      home: workspace.home,
      registry: workspace.registry,
      store: { ...store, logExposure: ({ slateId }) => logged.push(slateId) },
      clock: fixedClock(1_600_000_000_000),
      cacheMs: 1_000,
      newId: () => `slate ${++made}`,
    });
    try {
      const request = ask({ userId: '6' });
      const first = await recommender.recommend(request);
      const again = await recommender.recommend({ ...request, context: 'another door' });
      expect(again).toEqual({ ...first, slateId: 'slate 2' });
      expect(await recommender.counts()).toMatchObject({ slates: 2, repeated: 1 });
      expect(logged).toEqual(['slate 1', 'slate 2']);

      // Looked at only: the list that is kept, given without a note.
      expect(await recommender.recommend({ ...request, exposure: false })).toEqual({ ...first, slateId: 'slate 3' });
      expect(await recommender.counts()).toMatchObject({ slates: 3, repeated: 2 });
      expect(logged).toEqual(['slate 1', 'slate 2']);

      const [stored] = await store
        .append([
          {
            eventId: 'cached',
            userId: '6',
            itemId: first.recommendations[0].id,
            kind: 'like',
            value: null,
            timeMs: 1_599_000_000_000,
          },
        ])
        .then(async () => store.eventsOfUser('6'));
      recommender.addEvents([stored]);
      const later = await recommender.recommend(request);
      expect(later.recommendations.map(({ id }) => id)).not.toContain(first.recommendations[0].id);
      expect(await recommender.counts()).toMatchObject({ slates: 4, repeated: 2 });
      expect(logged).toEqual(['slate 1', 'slate 2', 'slate 4']);
    } finally {
      await recommender.close();
    }
  });
});
