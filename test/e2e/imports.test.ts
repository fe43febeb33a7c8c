import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import { importSources } from '../../src/dataset/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

/** Interactions of which one names a title that is not there, one has no user, one stars beyond the scale; the lines are told apart by these. */
const FAULTY = [
  'userId,movieId,rating,timestamp',
  '1,999,4,1500000100',
  ',2,3,1500000200',
  '2,3,banana,1500000300',
  '',
].join('\n');

let server: TestServer;
let second: string;
beforeAll(async () => {
  server = await smallServer({ files: { 'more_ratings.csv': FAULTY } });
  const { home } = server.workspace;
  const one = 'userId,movieId,rating,timestamp\n100,12,4,1500000100\n';
  writeFileSync(join(home, 'tables', 'more_ratings.csv'), one);
  const imported = await importSources({
    folder: join(home, 'tables'),
    home,
    clock: systemClock,
    progress: silent,
    hold: true,
  });
  second = imported.snapshotId!;
}, 60_000);
afterAll(() => server?.close());

const get = async (url: string): Promise<{ status: number; body: Record<string, never> }> => {
  const answer = await server.app.inject(url);
  return { status: answer.statusCode, body: answer.json() };
};

describe('GET /v1/imports', () => {
  it('lists every reading of tables, the newest first, and tells which one is in force', async () => {
    const { body } = await get('/v1/imports');
    expect(body['imports']).toMatchObject([
      { snapshot: second, inForce: false, isKept: true, problem: null },
      { snapshot: server.workspace.snapshotId, inForce: true, rows: { setAside: 3 } },
    ]);
  });

  it('reports each file and each reason in the language asked for', async () => {
    const { body } = await get('/v1/imports/latest?lang=en');
    expect(body['files']).toContainEqual(
      expect.objectContaining({
        name: 'more_ratings.csv',
        role: 'interactions',
        rows: { read: 3, taken: 0, setAside: 3 },
      }),
    );
    const reasons = body['reasons'] as unknown as { file: string; reason: string; text: string }[];
    expect(reasons.map(({ reason }) => reason)).toContain('UNKNOWN_ITEM_ID');
    expect(reasons.find(({ reason }) => reason === 'EMPTY_USER_ID')?.text).toBe('The user id is empty.');
  });

  it('is found by its snapshot too, and refuses what is none', async () => {
    expect((await get(`/v1/imports/${second}`)).body).toMatchObject({ import: { snapshot: second } });
    const unknown = await get('/v1/imports/..%2F..%2Fetc');
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'UNKNOWN_RUN']);
  });
});

describe('GET /v1/imports/{id}/rows', () => {
  it('tells the rows that were set aside one by one, with line, column, value and reason', async () => {
    const { body } = await get('/v1/imports/latest/rows?file=more_ratings.csv&lang=en');
    expect(body['total']).toBe(3);
    expect(body['rows']).toContainEqual(
      expect.objectContaining({
        line: 2,
        field: 'movieId',
        value: '999',
        reason: 'UNKNOWN_ITEM_ID',
        effect: 'set-aside',
      }),
    );
    expect(body['rows']).toContainEqual(
      expect.objectContaining({
        line: 4,
        field: 'rating',
        value: 'banana',
        row: ['2', '3', 'banana', '1500000300'],
        isCut: false,
      }),
    );
  });

  it('goes page by page and keeps to a reason', async () => {
    const all = (await get('/v1/imports/latest/rows')).body['rows'] as unknown as object[];
    const page = await get('/v1/imports/latest/rows?offset=1&n=1');
    expect(page.body['rows']).toEqual([all[1]]);
    const empty = await get('/v1/imports/latest/rows?reason=EMPTY_USER_ID');
    expect(empty.body).toMatchObject({ total: 1, rows: [{ line: 3 }] });
    expect((await get('/v1/imports/latest/rows?reason=NONE')).body).toEqual({ total: 0, rows: [] });
    expect((await get(`/v1/imports/${second}/rows`)).body).toEqual({ total: 0, rows: [] });
  });

  it('gives them as a table', async () => {
    const answer = await server.app.inject('/v1/imports/latest/rows?format=csv&lang=en');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = answer.body.trimEnd().split('\n');
    expect(lines[0]).toBe('file,line,column,value,reason,effect,text');
    expect(lines).toHaveLength(4);
    expect(answer.body).toContain('more_ratings.csv,2,movieId,999,UNKNOWN_ITEM_ID,set-aside,');
  });
});

describe('GET /v1/imports/{id}/rows?format=table', () => {
  it('gives the rows of a file with its own header and the reason before it, to be mended', async () => {
    const answer = await server.app.inject('/v1/imports/latest/rows?format=table&file=more_ratings.csv&lang=es');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="more_ratings-rejected.csv"');
    expect(answer.body.trimEnd().split('\n').sort()).toEqual([
      'línea 2 · movieId · La interacción nombra un título que no está en el catálogo. (UNKNOWN_ITEM_ID),1,999,4,1500000100',
      'línea 3 · userId · El identificador del usuario está vacío. (EMPTY_USER_ID),,2,3,1500000200',
      'línea 4 · rating · La valoración no es un número de la escala. (INVALID_RATING),2,3,banana,1500000300',
      'set_aside,userId,movieId,rating,timestamp',
    ]);
    const one = await server.app.inject(
      '/v1/imports/latest/rows?format=table&file=more_ratings.csv&reason=EMPTY_USER_ID',
    );
    expect(one.body.trimEnd().split('\n')).toHaveLength(2);
  });

  it('refuses to guess the file, and names those there are', async () => {
    for (const query of ['', '&file=none.csv']) {
      const { status, body } = await get(`/v1/imports/latest/rows?format=table${query}`);
      expect([status, body['code']]).toEqual([400, 'INVALID_PARAMETER']);
      expect(body).toMatchObject({ details: { issues: [{ parameter: 'file' }] } });
      expect(body['detail']).toContain('more_ratings.csv');
    }
  });
});

describe('GET /v1/snapshots', () => {
  it('lists what is kept, how large it is, and which one is in force and serves', async () => {
    const { body } = await get('/v1/snapshots');
    const { snapshotId } = server.workspace;
    const snapshots = body['snapshots'] as unknown as { id: string; bytes: number }[];
    expect(snapshots).toMatchObject(
      [second, snapshotId].map((id) => ({ id, inForce: id === snapshotId, isServing: id === snapshotId })),
    );
    for (const { bytes } of snapshots) expect(bytes).toBeGreaterThan(1_000);
  });

  it('tells what one has that another has not', async () => {
    const { snapshotId } = server.workspace;
    const { body } = await get(`/v1/snapshots/compare?from=${snapshotId}&to=${second}`);
    expect(body).toMatchObject({ before: snapshotId, after: second, titles: { added: 0, gone: 0 } });
    expect(body).toMatchObject({ users: { added: 1, gone: 0 }, interactions: { added: 1, gone: 0, changed: 0 } });
    const same = await get('/v1/snapshots/compare?from=latest&to=latest');
    expect(same.body).toMatchObject({ same: true, interactions: { added: 0, gone: 0, changed: 0 } });
    const unknown = await get(`/v1/snapshots/compare?from=${snapshotId}&to=0000000000000000`);
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'UNKNOWN_SNAPSHOT']);
    expect((await get('/v1/snapshots/compare?from=latest&to=..%2F..')).status).toBe(400);
  });
});
