import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { SMALL_MODEL, smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
afterEach(() => server.close());

const readiness = async (): Promise<{ status: number; version: string | null; problem: { code: string } | null }> => {
  const answer = await server.app.inject('/health/ready');
  const body = answer.json<{ model: { version: string } | null; problem: { code: string } | null }>();
  return { status: answer.statusCode, version: body.model?.version ?? null, problem: body.problem };
};
const serving = async (version: string): Promise<void> => {
  await expect.poll(async () => (await readiness()).version, { interval: 20 }).toBe(version);
};

describe('a server without a model', () => {
  it('lives, says that it is not ready, and serves the first model as soon as one is promoted', async () => {
    server = await smallServer({ withModel: false });
    expect((await server.app.inject('/health/live')).statusCode).toBe(200);
    expect(await readiness()).toEqual({ status: 503, version: null, problem: null });
    const answer = await server.app.inject('/get_new_user_recommendation/');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'NOT_READY' });
    expect(answer.headers['retry-after']).toBe('1');
    expect((await server.app.inject('/')).statusCode).toBe(200);

    const stored = await server.app.inject({
      method: 'POST',
      url: '/v1/events',
      payload: { userId: 'early', titleId: '3', kind: 'like' },
    });
    expect(stored.statusCode).toBe(200);

    const version = await server.workspace.train(...SMALL_MODEL);
    server.workspace.registry.promote(version, { reason: 'first' });
    await serving(version);
    const list = await server.app.inject('/get_user_recommendation/?userId=early&n=1');
    expect(list.json()).toMatchObject({ basedOn: { history: 1 } });
  });
});

describe('promotion under load', () => {
  it('drops and fails no request, and takes events that come during it along', async () => {
    server = await smallServer();
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const { registry } = server.workspace;
    const first = registry.champion()!.id;
    const second = await server.workspace.train('popularity');

    const load = { running: true };
    const statuses = new Map<number, number>();
    const versions = new Set<string>();
    const events: string[] = [];
    const ask = async (client: number): Promise<void> => {
      for (let turn = 0; load.running; turn++) {
        const answer = await fetch(`${base}/get_user_recommendation/?userId=${(turn % 7) + 1}&n=5`);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const body = (await answer.json()) as { model: { version: string }; recommendations: unknown[] };
        versions.add(body.model.version);
        expect(body.recommendations.length).toBeGreaterThan(0);
        if (turn % 5 === 0) {
          const userId = `live-${client}-${turn}`;
          const sent = await fetch(`${base}/v1/events`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ userId, titleId: '10', kind: 'view' }),
          });
          statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
          await sent.json();
          events.push(userId);
        }
      }
    };
    const clients = Array.from({ length: 8 }, (_, client) => ask(client));
    for (let round = 0; round < 3; round++) {
      registry.promote(second, { reason: `round ${round}` });
      await serving(second);
      registry.rollBack({ reason: `round ${round}` });
      await serving(first);
    }
    load.running = false;
    await Promise.all(clients);

    expect([...statuses.keys()]).toEqual([200]);
    expect(versions).toEqual(new Set([first, second]));
    expect(await server.recommender.counts()).toMatchObject({ swaps: 7, failedSwaps: 0 });
    for (const userId of events) {
      const user = await server.recommender.user(userId, { n: 1, language: 'es' });
      expect(user.counts.interactions).toBe(1);
    }
  });
});

describe('a champion that cannot be loaded', () => {
  it('leaves the old one in service, says why, and is left behind by the next good one', async () => {
    server = await smallServer();
    const { registry } = server.workspace;
    const champion = registry.champion()!;
    const first = champion.id;
    const { id: _id, createdMs: _created, file: _file, ...facts } = champion;
    const broken = await registry.registerVersion(facts, (path) => writeFileSync(path, 'not a model'));
    registry.promote(broken.id, { reason: 'looked good' });
    await expect.poll(async () => (await readiness()).problem?.code).toBe('UNSUPPORTED_ARTIFACT');
    expect(await readiness()).toMatchObject({ status: 200, version: first });
    expect((await server.app.inject('/get_user_recommendation/?userId=1')).statusCode).toBe(200);
    expect((await server.recommender.counts()).failedSwaps).toBe(1);

    const good = await server.workspace.train('popularity');
    registry.promote(good, { reason: 'mended' });
    await serving(good);
    expect((await readiness()).problem).toBeNull();
  });
});
