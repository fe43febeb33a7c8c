import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { experimentFacetsSchema, lineageSchema } from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await smallServer();
});
afterAll(() => server.close());

const lineage = async (id: string) => {
  const answer = await server.app.inject(`/v1/experiments/${id}/lineage`);
  expect(answer.statusCode, answer.body).toBe(200);
  return lineageSchema.parse(answer.json());
};

describe('GET /v1/experiments/{id}/lineage', () => {
  it('goes from the source files to the version that serves', async () => {
    const { registry, snapshotId } = server.workspace;
    const champion = registry.champion()!;
    const told = await lineage(champion.runId);
    expect(told.run).toMatchObject({ id: champion.runId, kind: 'train' });
    expect(told.snapshot).toMatchObject({ id: snapshotId, counts: { items: 12 } });
    expect(told.snapshot!.sources.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['movies.csv', 'interactions.csv']),
    );
    expect(told.versions).toMatchObject([
      { id: champion.id, aliases: ['champion'], moves: [{ action: 'promote', version: champion.id, previous: null }] },
    ]);
    expect(told.measured.every(({ id }) => id !== champion.runId)).toBe(true);
  });

  it('says so where the snapshot is gone, and of a run without one', async () => {
    const { registry } = server.workspace;
    const gone = registry.startRun({ kind: 'evaluate', seed: 1, codeVersion: 'x', snapshotId: '0123456789abcdef' });
    registry.finishRun(gone.id, { metrics: { 'existing ndcg@10': { value: 0.2 } } });
    expect((await lineage(gone.id)).snapshot).toEqual({
      id: '0123456789abcdef',
      counts: null,
      sources: [],
      importRun: null,
    });
    const none = registry.startRun({ kind: 'import', seed: 1, codeVersion: 'x' });
    expect(await lineage(none.id)).toMatchObject({ snapshot: null, versions: [], measured: [] });
    expect((await server.app.inject('/v1/experiments/nothing/lineage')).statusCode).toBe(404);
  });
});

describe('GET /v1/experiments/facets', () => {
  it('counts what the runs have, with and without their index', async () => {
    const read = async () => {
      const answer = await server.app.inject('/v1/experiments/facets');
      return experimentFacetsSchema.parse(answer.json());
    };
    const { registry, home } = server.workspace;
    const run = registry.startRun({ kind: 'tune', seed: 1, codeVersion: 'x', model: 'als', snapshotId: 's9' });
    registry.finishRun(run.id, { metrics: { 'existing ndcg@10': { value: 0.3 } } });
    registry.annotateRun(run.id, { tags: ['best', 'new'] });
    const facets = await read();
    expect(facets.total).toBe(registry.listRuns().length);
    expect(facets.models).toContainEqual({ name: 'als', count: 1 });
    expect(facets.tags).toEqual([
      { name: 'best', count: 1 },
      { name: 'new', count: 1 },
    ]);
    expect(facets.metrics).toContainEqual({ name: 'existing ndcg@10', count: 2 });
    expect(facets.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(facets.total);
    rmSync(join(home, 'runs.sqlite'));
    expect(await read()).toEqual(facets);
  });
});
