import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { overviewSchema } from '../../src/api/contract/index.ts';
import { beginUpdate, writeUpdate } from '../../src/registry/index.ts';
import { systemClock } from '../../src/base/clock.ts';
import { SMALL_MODEL, smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function overview(): Promise<z.output<typeof overviewSchema>> {
  const answer = await server!.app.inject('/v1/overview');
  expect(answer.statusCode, answer.body).toBe(200);
  return overviewSchema.parse(answer.json());
}
const codes = ({ attention }: z.output<typeof overviewSchema>): string[] => attention.map(({ code }) => code);

describe('GET /v1/overview', () => {
  it('says that nothing serves yet, and what is needed', async () => {
    server = await smallServer({ withModel: false });
    const found = await overview();
    expect(found).toMatchObject({ state: 'not-ready', since: null, model: null, counts: null, lastTraining: null });
    expect(codes(found)).toContain('NO_MODEL');
  });

  it('tells what serves since when, and how many viewers, titles and interactions there are', async () => {
    server = await smallServer();
    const found = await overview();
    const manifest = server.recommender.snapshot()!;
    expect(found.state).toBe('ready');
    expect(found.model?.name).toBe('ease');
    expect(found.counts).toEqual({
      users: manifest.counts.users,
      titles: manifest.counts.items,
      interactions: manifest.counts.interactions,
    });
    expect(Date.parse(found.since!)).toBeLessThanOrEqual(Date.parse(found.now));
    expect(found.lastTraining).toMatchObject({ model: 'ease', outcome: 'serves', verdict: 'first' });
    expect(codes(found)).toContain('MODEL_NOT_MEASURED');
  });

  it('counts lists with their times, and events that the model has not learnt from', async () => {
    server = await smallServer();
    for (let list = 0; list < 3; list++) await server.app.inject('/get_user_recommendation/?userId=1');
    const event = { userId: '1', titleId: '2', kind: 'like' };
    expect((await server.app.inject({ method: 'POST', url: '/v1/events', payload: event })).json()).toMatchObject({
      stored: 1,
    });
    const { live } = await overview();
    expect(live).toMatchObject({ lists: 3, events: 1, newEvents: 1, answer: { count: 3 } });
    expect(live.answer.p95Ms).toBeGreaterThanOrEqual(live.answer.medianMs!);
  });

  it('says that a new model waits while the former serves, and that it serves once it is promoted', async () => {
    server = await smallServer();
    const { workspace } = server;
    const version = await workspace.train(SMALL_MODEL[0], { ...SMALL_MODEL[1], regularization: 5 });
    expect((await overview()).lastTraining).toMatchObject({ version, outcome: 'waits' });
    workspace.registry.promote(version, { reason: 'tried' });
    expect((await overview()).lastTraining).toMatchObject({ version, outcome: 'serves', verdict: 'unknown' });
  });

  it('puts a failed update first, with what the program said', async () => {
    server = await smallServer();
    const { home } = server.workspace;
    mkdirSync(join(home, 'tables'), { recursive: true });
    const update = beginUpdate(home, systemClock, { reason: 'watch', folder: join(home, 'tables'), fingerprint: 'x' });
    const problem = { code: 'INVALID_SOURCE', message: 'no titles were found' };
    writeUpdate(home, { ...update, status: 'failed', endedMs: systemClock.nowMs(), problem });
    writeFileSync(join(home, 'tables', 'notes.txt'), '');
    const [first] = (await overview()).attention;
    expect(first).toMatchObject({
      code: 'UPDATE_FAILED',
      severity: 'bad',
      path: '/data',
      detail: 'no titles were found',
    });
  });
});
