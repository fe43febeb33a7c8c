import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsAnswerSchema, slateSchema } from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await smallServer();
});
afterAll(() => server.close());

const send = async (payload: unknown) =>
  server.app.inject({ method: 'POST', url: '/v1/events', payload: payload as object });
const accepted = async (payload: unknown): Promise<ReturnType<typeof eventsAnswerSchema.parse>> => {
  const answer = await send(payload);
  expect(answer.statusCode, answer.body).toBe(200);
  return eventsAnswerSchema.parse(answer.json());
};
const listFor = async (userId: string, query = ''): Promise<string[]> => {
  const answer = await server.app.inject(
    `/get_user_recommendation/?userId=${encodeURIComponent(userId)}&diversity=0${query}`,
  );
  expect(answer.statusCode, answer.body).toBe(200);
  return slateSchema.parse(answer.json()).recommendations.map(({ title }) => title);
};

describe('POST /v1/events', () => {
  it('changes the next answer: a watched title is no longer recommended, and its neighbours come up', async () => {
    const before = await listFor('7', '&n=3');
    expect(before).not.toContain('The Matrix Reloaded');
    await accepted({ userId: '7', titleId: '3', kind: 'like' });
    const after = await listFor('7', '&n=3');
    expect(after).not.toContain('The Matrix');
    expect(after.slice(0, 2).sort()).toEqual(['Heat', 'The Matrix Reloaded']);
  });

  it('makes a user at the first event', async () => {
    const userId = 'nuevo 🎬 "o\'brien"';
    expect((await server.app.inject(`/v1/users/${encodeURIComponent(userId)}`)).statusCode).toBe(404);
    await accepted({ userId, titleId: '1', kind: 'rating', rating: 4.5 });
    expect((await listFor(userId, '&n=1'))[0]).toBe('Toy Story 2');
    const user = (await server.app.inject(`/v1/users/${encodeURIComponent(userId)}`)).json<{ counts: unknown }>();
    expect(user.counts).toEqual({ interactions: 1, positive: 1, negative: 0, live: 1, unknownTitles: 0 });
  });

  it('lowers the neighbours of a disliked title', async () => {
    await accepted({
      events: [
        { userId: 'd', titleId: '6', kind: 'like' },
        { userId: 'd', titleId: '3', kind: 'dislike' },
      ],
    });
    const list = await listFor('d', '&n=12');
    expect(list.indexOf('Sabrina')).toBeLessThan(list.indexOf('Heat'));
  });

  it('stores the same event id once and says so', async () => {
    const event = { eventId: 'once', userId: '1', titleId: '10', kind: 'view' };
    expect(await accepted(event)).toMatchObject({
      stored: 1,
      duplicates: 0,
      events: [{ eventId: 'once', outcome: 'stored' }],
    });
    expect(await accepted(event)).toMatchObject({
      stored: 0,
      duplicates: 1,
      events: [{ eventId: 'once', outcome: 'duplicate', knownTitle: true }],
    });
    const batch = await accepted({ events: [event, { ...event, eventId: 'twice' }, { ...event, eventId: 'twice' }] });
    expect(batch).toMatchObject({ stored: 1, duplicates: 2 });
  });

  it('keeps events of unknown titles aside and tells', async () => {
    const answer = await accepted({ userId: '2', titleId: 'tt-unknown', kind: 'view' });
    expect(answer.events[0]).toMatchObject({ outcome: 'stored', knownTitle: false });
    const user = (await server.app.inject('/v1/users/2')).json<{ counts: { unknownTitles: number } }>();
    expect(user.counts.unknownTitles).toBe(1);
    expect((await server.store.eventsOfUser('2')).map(({ itemId }) => itemId)).toContain('tt-unknown');
  });

  it('makes up a missing id and time', async () => {
    const before = Date.now();
    const answer = await accepted({ userId: '3', titleId: '10', fraction: 0.8 });
    const [event] = (await server.store.eventsOfUser('3')).filter(
      ({ eventId }) => eventId === answer.events[0].eventId,
    );
    expect(event).toMatchObject({ kind: 'watched', value: 0.8, itemId: '10' });
    expect(event.timeMs).toBeGreaterThanOrEqual(before);
    expect(event.timeMs).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['2024-05-01T12:00:00Z', Date.UTC(2024, 4, 1, 12)],
    ['2024-05-01T14:00:00+02:00', Date.UTC(2024, 4, 1, 12)],
    [1714564800, Date.UTC(2024, 4, 1, 12)],
    [1714564800000, Date.UTC(2024, 4, 1, 12)],
  ])('reads the time %s', async (time, expected) => {
    const eventId = `time ${time}`;
    await accepted({ eventId, userId: 'time', titleId: '1', kind: 'view', time });
    expect((await server.store.eventsOfUser('time')).find((event) => event.eventId === eventId)?.timeMs).toBe(expected);
  });

  const good = { userId: 'batch', titleId: '1', kind: 'view' };
  it.each<[string, unknown, string]>([
    ['no kind', { userId: '1', titleId: '1' }, 'kind'],
    ['an unknown kind', { ...good, kind: 'click' }, 'kind'],
    ['a rating without a value', { ...good, kind: 'rating' }, 'rating'],
    ['a rating out of range', { ...good, kind: 'rating', rating: 5.5 }, 'rating'],
    ['a fraction out of range', { ...good, kind: 'watched', fraction: -0.1 }, 'fraction'],
    ['a rating on a view', { ...good, rating: 3 }, 'rating'],
    ['an empty user id', { ...good, userId: '' }, 'userId'],
    ['a long title id', { ...good, titleId: 'x'.repeat(257) }, 'titleId'],
    ['a time before 1990', { ...good, time: '1989-12-31T23:59:59Z' }, 'time'],
    ['a time in the far future', { ...good, time: Date.now() + 2 * 86_400_000 }, 'time'],
    ['a time without a zone', { ...good, time: '2024-05-01 12:00' }, 'time'],
    ['a time that is no day', { ...good, time: '2024-13-45T00:00:00Z' }, 'time'],
    ['an unknown key', { ...good, movieId: '1' }, 'movieId'],
    ['a number as an id', { ...good, userId: 1 }, 'userId'],
    ['a list', [good], ''],
    ['a text', 'view', ''],
    ['nothing', null, ''],
    ['an empty batch', { events: [] }, 'events'],
    ['both forms at once', { ...good, events: [good] }, 'events'],
    ['a bad member of a batch', { events: [good, { ...good, kind: 'rating', rating: 9 }, good] }, 'events[1].rating'],
    ['a bad time in a batch', { events: [good, good, { ...good, time: 'yesterday' }] }, 'events[2].time'],
  ])('refuses %s, names it, and stores nothing', async (_what, payload, parameter) => {
    const before = await server.store.lastSequence();
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    expect(answer.statusCode, answer.body).toBe(400);
    const problem = answer.json<{ code: string; details: { issues: { parameter: string }[] } }>();
    expect(problem.code).toBe('INVALID_BODY');
    expect(problem.details.issues.map((issue) => issue.parameter)).toContain(parameter);
    expect(await server.store.lastSequence()).toBe(before);
  });

  it('refuses 1,001 events and takes 1,000', async () => {
    const events = Array.from({ length: 1001 }, (_, at) => ({ ...good, eventId: `many ${at}` }));
    expect((await send({ events })).statusCode).toBe(400);
    expect(await accepted({ events: events.slice(1) })).toMatchObject({ stored: 1000 });
  });
});
