import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { aliasMoveSchema, gateAnswerSchema, modelsSchema, problemSchema } from '../../src/api/contract/index.ts';
import { SMALL_MODEL, smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
let first: string;
let better: string;
let worse: string;

/** A version with figures, beside the one that the small server serves. */
async function register(ndcg: number): Promise<string> {
  const { registry, snapshotId } = server.workspace;
  const [model, settings] = SMALL_MODEL;
  const id = await server.workspace.train(model, settings);
  const version = registry.readVersion(id);
  const registered = await registry.registerVersion(
    {
      model,
      runId: version.runId,
      snapshotId,
      itemsChecksum: version.itemsChecksum,
      config: version.config,
      seed: version.seed,
      codeVersion: version.codeVersion,
      metrics: {
        'existing ndcg@10': { value: ndcg, low: ndcg - 0.01, high: ndcg + 0.01 },
        'existing ndcg@10 (popularity)': { value: 0.1 },
      },
    },
    (path) => copyFileSync(registry.artifactPath(id), path),
  );
  return registered.id;
}

beforeAll(async () => {
  server = await smallServer();
  first = server.workspace.registry.champion()!.id;
  worse = await register(0.05);
  better = await register(0.3);
});
afterAll(() => server.close());

const post = async (address: string, payload: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: `/v1/models/${address}`, payload, headers });

const refusal = async (address: string, payload: object): Promise<z.output<typeof problemSchema>> =>
  problemSchema.parse((await post(address, payload)).json());

describe('promotion over HTTP', () => {
  it('says what the gate would say, and moves nothing by it', async () => {
    const ask = async (version: string) =>
      gateAnswerSchema.parse((await server.app.inject(`/v1/models/${version}/gate`)).json());
    expect(await ask(better)).toMatchObject({ alias: 'champion', inForce: first, gate: { passed: true } });
    expect((await ask(worse)).gate?.checks[0]).toMatchObject({ passed: false, found: 0.05, expected: 0.1 });
    expect(server.workspace.registry.champion()?.id).toBe(first);
  });

  it('refuses what the gate refuses, unless it is forced with a reason', async () => {
    expect((await refusal(`${worse}/promote`, { reason: 'to try it' })).code).toBe('GATE_CLOSED');
    expect((await refusal(`${worse}/promote`, { reason: ' ' })).code).toBe('INVALID_BODY');
    expect((await refusal(`${worse}/promote`, { force: true })).code).toBe('INVALID_BODY');
    const forced = await post(`${worse}/promote`, { reason: 'to try it', force: true });
    expect(aliasMoveSchema.parse(forced.json())).toMatchObject({ version: worse, previous: first, forced: true });
  });

  it('moves the champion, tells it and records the reason; roll back goes the same way', async () => {
    const moved = aliasMoveSchema.parse((await post(`${better}/promote`, { reason: 'better figures' })).json());
    expect(moved).toMatchObject({ version: better, previous: worse, action: 'promote', forced: false });
    const { versions, moves } = modelsSchema.parse((await server.app.inject('/v1/models')).json());
    expect(versions.find(({ champion }) => champion)?.id).toBe(better);
    expect(moves.at(-1)).toMatchObject({ version: better, reason: 'better figures' });
    const back = aliasMoveSchema.parse((await post('rollback', { reason: 'complaints' })).json());
    expect(back).toMatchObject({ version: worse, action: 'rollback', reason: 'complaints' });
  });

  it('moves nothing when somebody else was first', async () => {
    const { code } = await refusal(`${better}/promote`, { reason: 'better figures', expected: first });
    expect(code).toBe('CONFLICTING_MOVE');
    expect(server.workspace.registry.champion()?.id).toBe(worse);
  });

  it('refuses pages of other sites', async () => {
    for (const address of ['rollback', `${better}/promote`]) {
      const answer = await post(address, { reason: 'a trick' }, { 'sec-fetch-site': 'cross-site' });
      expect(problemSchema.parse(answer.json())).toMatchObject({ status: 403, code: 'CROSS_SITE_REQUEST' });
    }
    expect(server.workspace.registry.champion()?.id).toBe(worse);
  });

  it('knows no other versions', async () => {
    expect((await refusal('nothing/promote', { reason: 'a test' })).code).toBe('UNKNOWN_VERSION');
    expect((await server.app.inject('/v1/models/nothing/gate')).statusCode).toBe(404);
  });
});
