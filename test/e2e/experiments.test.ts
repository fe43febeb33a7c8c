import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

interface Told {
  readonly id: string;
  readonly model: string | null;
  readonly notes: string;
  readonly tags: readonly string[];
}

let server: TestServer;
let first: string;
let second: string;

beforeAll(async () => {
  server = await smallServer({ withModel: false });
  const { registry } = server.workspace;
  const add = (model: string, value: number, regularization: number): string => {
    const run = registry.startRun({
      kind: 'train',
      seed: 1,
      codeVersion: 'abc',
      model,
      snapshotId: 's1',
      config: { ease: { regularization } },
    });
    const metrics = { 'existing ndcg@10': { value, low: value - 0.03, high: value + 0.03 } };
    return registry.finishRun(run.id, { metrics, timingsMs: { train: 5 } }).id;
  };
  first = add('ease', 0.2, 400);
  second = add('als', 0.3, 50);
});
afterAll(() => server.close());

const list = async (query: string): Promise<{ experiments: Told[]; total: number }> =>
  (await server.app.inject(`/v1/experiments?${query}`)).json();

describe('/v1/experiments', () => {
  it('filters and sorts by facts and figures', async () => {
    const models = async (query: string) => (await list(query)).experiments.map(({ model }) => model);
    expect(await models('kind=train&sort=existing ndcg@10')).toEqual(['ease', 'als']);
    expect(await models('kind=train&sort=-existing ndcg@10')).toEqual(['als', 'ease']);
    expect(await models('model=ease')).toEqual(['ease']);
    expect(await models(`metric=${encodeURIComponent('existing ndcg@10>=0.25')}`)).toEqual(['als']);
    expect(await models('snapshot=s1&before=2001-01-01')).toEqual([]);
    expect(await list('snapshot=s1&n=1')).toMatchObject({ total: 2, experiments: [{}] });
  });

  it('writes the same as CSV', async () => {
    const answer = await server.app.inject('/v1/experiments?kind=train&sort=existing ndcg@10&format=csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [headings, row] = answer.body.trimEnd().split('\n');
    expect(headings).toMatch(/^id,kind,status,.*,existing ndcg@10,existing ndcg@10 low,existing ndcg@10 high$/);
    expect(row.startsWith(`${first},train,done,`)).toBe(true);
    expect(row).toContain(',0.2,');
  });

  it('compares with the first run; intervals of independent figures add in squares', async () => {
    const answer = await server.app.inject(`/v1/experiments/compare?runs=${first},${second}`);
    const { sameData, parameters, metrics } = answer.json<{
      sameData: boolean;
      parameters: { name: string; values: unknown[] }[];
      metrics: { differences: ({ value: number; low: number; high: number; method: string } | null)[] }[];
    }>();
    expect(sameData).toBe(true);
    expect(parameters).toEqual([
      { name: 'model', values: ['ease', 'als'] },
      { name: 'ease.regularization', values: [400, 50] },
    ]);
    const [none, difference] = metrics[0].differences;
    expect(none).toBeNull();
    expect(difference?.method).toBe('independent');
    expect(difference?.value).toBeCloseTo(0.1, 12);
    // √(0.03² + 0.03²) = 0.042426…
    expect(difference?.low).toBeCloseTo(0.1 - 0.0424264, 6);
    expect(difference?.high).toBeCloseTo(0.1 + 0.0424264, 6);
    const table = await server.app.inject(`/v1/experiments/compare?runs=${first},${second}&format=csv`);
    expect(table.body).toContain(`ease.regularization,${second},50,`);
  });

  it('tells parts of users and titles of one run, and refuses to compare benchmarks of other files', async () => {
    const { registry } = server.workspace;
    const metrics = { 'ndcg@10': { value: 0.3, low: 0.2, high: 0.4 } };
    const part = { question: 'fixed-split', segment: 'popularity tail', from: 1, to: 9, cases: 40, model: 'ease' };
    const add = (data: string): string => {
      const config = { protocol: 'fixed-split', data, split: {} };
      const run = registry.startRun({ kind: 'benchmark', seed: 1, codeVersion: 'abc', model: 'ease', config });
      registry.finishRun(run.id, { metrics, segments: [{ ...part, metrics, baseline: null }] });
      return run.id;
    };
    const [own, other] = [add('abc'), add('xyz')];
    const one = await server.app.inject(`/v1/experiments/${own}`);
    expect(one.json<{ segments: unknown }>().segments).toEqual([{ ...part, metrics, baseline: null }]);
    const [listed] = (await list('kind=benchmark&n=1')).experiments;
    expect(listed).not.toHaveProperty('segments');
    const compared = await server.app.inject(`/v1/experiments/compare?runs=${own},${other}`);
    expect([compared.statusCode, compared.json<{ code: string }>().code]).toEqual([409, 'INCOMPARABLE_RUNS']);
    const mixed = await server.app.inject(`/v1/experiments/compare?runs=${first},${other}`);
    expect(mixed.json<{ code: string }>().code).toBe('INCOMPARABLE_RUNS');
  });

  it('takes notes and tags, each without the other', async () => {
    const patch = async (payload: object) =>
      (await server.app.inject({ method: 'PATCH', url: `/v1/experiments/${first}`, payload })).json<Told>();
    expect(await patch({ tags: ['wide', 'best', 'wide'] })).toMatchObject({ tags: ['best', 'wide'], notes: '' });
    expect(await patch({ notes: 'años' })).toMatchObject({ tags: ['best', 'wide'], notes: 'años' });
    expect((await list('tag=best,wide')).experiments).toMatchObject([{ id: first, notes: 'años' }]);
    expect((await list('tag=best,other')).total).toBe(0);
  });

  it.each([
    ['GET', '/v1/experiments?metric=ndcg', 400, 'INVALID_PARAMETER'],
    ['GET', '/v1/experiments?since=yesterday', 400, 'INVALID_PARAMETER'],
    ['GET', '/v1/experiments?n=0', 400, 'INVALID_PARAMETER'],
    ['GET', '/v1/experiments?color=red', 400, 'INVALID_PARAMETER'],
    ['GET', '/v1/experiments/compare?runs=latest', 400, 'INVALID_PARAMETER'],
    ['GET', '/v1/experiments/compare?runs=latest,nobody', 404, 'UNKNOWN_RUN'],
    ['GET', '/v1/experiments/..%2F..%2Faliases', 404, 'UNKNOWN_RUN'],
    ['PATCH', '/v1/experiments/nobody', 404, 'UNKNOWN_RUN'],
  ] as const)('%s %s is refused with %i', async (method, url, status, code) => {
    const answer = await server.app.inject({ method, url, ...(method === 'PATCH' ? { payload: { notes: 'x' } } : {}) });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('refuses tags without a text and fields that are not there', async () => {
    for (const payload of [{ tags: [' '] }, { tags: 'best' }, { status: 'done' }]) {
      const answer = await server.app.inject({ method: 'PATCH', url: `/v1/experiments/${first}`, payload });
      expect(answer.json<{ code: string }>().code).toBe('INVALID_BODY');
    }
  });
});
