import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/base/clock.ts';
import { beginUpdate } from '../../src/registry/index.ts';
import * as contract from '../../src/api/contract/index.ts';
import { writeErrorsMarkdown } from '../../src/api/pages/errors.ts';
import { ERROR_KINDS } from '../../src/base/errors.ts';
import { SMALL_MODEL, smallServer, type TestServer } from '../fixtures/small-server.ts';

interface Parameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: { example?: string | number };
}
interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Reference }> };
  responses: Record<string, { content?: Record<string, { schema: Reference }> }>;
}
type Reference = { $ref?: string; anyOf?: Reference[]; example?: unknown };
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { example?: unknown; properties?: Record<string, { enum?: string[] }> }> };
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await smallServer({ withCatalogues: true, withStars: true });
  // A version to go back to.
  const { workspace } = server;
  workspace.registry.promote(await workspace.train(...SMALL_MODEL), { reason: 'second' });
  beginUpdate(server.workspace.home, systemClock, { reason: 'by hand', folder: 'tables', fingerprint: '' });
  document = (await server.app.inject('/openapi.json')).json();
});
afterAll(() => server.close());

/** The schemas of the contract by the name under which the document shows them. */
const schemas = new Map<string, z.ZodType>();
for (const exported of Object.values(contract)) {
  if (!(exported instanceof z.ZodType)) continue;
  const id = z.globalRegistry.get(exported)?.['id'];
  if (typeof id === 'string') schemas.set(id, exported);
}
const schemaOf = (reference: Reference): z.ZodType => schemas.get(reference.$ref!.split('/').at(-1)!)!;
const operations = (): [path: string, method: string, operation: Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
  );

function answerSchema(url: string, method: string, status: number): z.ZodType {
  const path = url.split('?', 1)[0].replace(/(.)\/$/, '$1');
  for (const [pattern, itsMethod, { responses }] of operations()) {
    const shape = new RegExp(`^${pattern.replace(/\/$/, '').replace(/\{\w+\}/g, '[^/]+')}$`);
    if (itsMethod === method.toLowerCase() && shape.test(path)) {
      return schemaOf(responses[status].content!['application/json'].schema);
    }
  }
  throw new Error(`${method} ${url} is not in the document`);
}

async function expectAnswer(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: unknown): Promise<void> {
  const answer = await server.app.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBe(200);
  if (url === '/metrics') return;
  const parsed = answerSchema(url, method, 200).safeParse(answer.json());
  expect(parsed.error, `${method} ${url}`).toBeUndefined();
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and lists every address of the briefs and of /v1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(
      operations()
        .map(([path, method]) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      'delete /v1/uploads/{id}',
      'get /cantidad_filmaciones_dia',
      'get /cantidad_filmaciones_dia/{dia}',
      'get /cantidad_filmaciones_mes',
      'get /cantidad_filmaciones_mes/{mes}',
      'get /get_actor',
      'get /get_actor/{nombre_actor}',
      'get /get_actor/{platform}/{year}',
      'get /get_count_platform',
      'get /get_count_platform/{platform}',
      'get /get_director',
      'get /get_director/{nombre_director}',
      'get /get_max_duration',
      'get /get_max_duration/{year}',
      'get /get_max_duration/{year}/{platform}',
      'get /get_max_duration/{year}/{platform}/{duration_type}',
      'get /get_new_user_recommendation/',
      'get /get_recommendation',
      'get /get_score_count',
      'get /get_score_count/{platform}/{scored}/{year}',
      'get /get_user_recommendation/',
      'get /health/live',
      'get /health/ready',
      'get /recomendacion',
      'get /recomendacion/{titulo}',
      'get /score_titulo',
      'get /score_titulo/{titulo}',
      'get /v1/analysis',
      'get /v1/analysis/calendar',
      'get /v1/analysis/distributions',
      'get /v1/analysis/findings',
      'get /v1/analysis/missing',
      'get /v1/analysis/outliers',
      'get /v1/analysis/platforms',
      'get /v1/analysis/relations',
      'get /v1/analysis/selection',
      'get /v1/analysis/words',
      'get /v1/brief-titles',
      'get /v1/catalogue',
      'get /v1/experiments',
      'get /v1/experiments/compare',
      'get /v1/experiments/facets',
      'get /v1/experiments/{id}',
      'get /v1/experiments/{id}/lineage',
      'get /v1/films/{id}',
      'get /v1/imports',
      'get /v1/imports/{id}',
      'get /v1/imports/{id}/rows',
      'get /v1/models',
      'get /v1/models/{version}/gate',
      'get /v1/overview',
      'get /v1/platform-titles',
      'get /v1/platform-titles/{id}',
      'get /v1/snapshot',
      'get /v1/snapshots',
      'get /v1/snapshots/compare',
      'get /v1/titles',
      'get /v1/titles/{id}',
      'get /v1/titles/{id}/audience',
      'get /v1/titles/{id}/similar',
      'get /v1/typical-users',
      'get /v1/updates',
      'get /v1/updates/{id}',
      'get /v1/uploads',
      'get /v1/uploads/{id}',
      'get /v1/users',
      'get /v1/users/{id}',
      'get /v1/users/{id}/recommendations',
      'get /v1/verdicts',
      'get /v1/wall',
      'get /votos_titulo',
      'get /votos_titulo/{titulo}',
      'patch /v1/experiments/{id}',
      'post /v1/events',
      'post /v1/models/rollback',
      'post /v1/models/{version}/promote',
      'post /v1/recommendations',
      'post /v1/uploads',
      'post /v1/uploads/dry-run',
      'post /v1/uploads/import',
      'post /v1/verdicts',
      'put /v1/uploads/{id}',
    ]);
  });

  it('shows each schema once, under the name it has in the contract', () => {
    expect(Object.keys(document.components.schemas).sort()).toEqual([...schemas.keys()].sort());
  });

  it('describes every operation and every parameter', () => {
    for (const [path, , operation] of operations()) {
      expect(operation.summary, path).toBeTruthy();
      expect(operation.operationId, path).toBeTruthy();
      for (const parameter of operation.parameters ?? [])
        expect(parameter, `${path} ${parameter.name}`).toHaveProperty('description');
    }
  });

  it('gives examples that work, for every operation', async () => {
    for (const [path, method, operation] of operations()) {
      // An upload has a story, told in uploads.test.ts: begun, sent, tried, taken in.
      if (path.startsWith('/v1/uploads/')) continue;
      let url = path;
      const query = new URLSearchParams();
      for (const { name, in: place, schema, required } of operation.parameters ?? []) {
        if (schema.example === undefined) {
          if (required === true) throw new Error(`${path}: ${name} has no example`);
          continue;
        }
        if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(String(schema.example)));
        else query.set(name, String(schema.example));
      }
      const body = operation.requestBody?.content['application/json']?.schema;
      const named = body?.$ref ?? body?.anyOf?.[0]?.$ref;
      const payload = named === undefined ? undefined : document.components.schemas[named.split('/').at(-1)!].example;
      if (body !== undefined && payload === undefined) throw new Error(`${path}: the body has no example`);
      await expectAnswer(
        method.toUpperCase() as 'GET' | 'POST' | 'PATCH',
        query.size === 0 ? url : `${url}?${query.toString()}`,
        payload,
      );
    }
  });

  it('shows calls to try that work', async () => {
    for (const [name, calls] of Object.entries(contract.EXAMPLES)) {
      const operation = operations().find(([, , { operationId }]) => operationId === name)![2];
      for (const call of calls) {
        expect(operation.description).toContain(`(${call})`);
        await expectAnswer('GET', call);
      }
    }
  });

  it('documents errors as problem documents with every code there is', () => {
    const codes = document.components.schemas['Problem'].properties!['code'].enum;
    expect(codes).toEqual(Object.keys(ERROR_KINDS));
    for (const [path, , { responses }] of operations()) {
      if (path.startsWith('/health')) continue;
      expect(responses['4XX'] ?? responses['4xx'], path).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      });
    }
  });
});

describe('docs/api.md', () => {
  const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

  it('shows calls that work', async () => {
    const calls = [...text.matchAll(/^GET (\S+)$/gm)].map(([, url]) => url);
    expect(calls.length).toBeGreaterThan(10);
    for (const url of calls) await expectAnswer('GET', url);
  });

  it('shows bodies that work', async () => {
    const posts = [...text.matchAll(/^```json POST (\S+)\n([\s\S]*?)^```/gm)];
    expect(posts.length).toBeGreaterThanOrEqual(3);
    for (const [, url, body] of posts) await expectAnswer('POST', url, JSON.parse(body));
  });

  it('names every query parameter', () => {
    for (const name of Object.keys(contract.newUserQuerySchema.shape)) expect(text).toContain(`\`${name}\``);
  });
});

describe('docs/errors.md', () => {
  it('is what the codes and their explanations say', () => {
    expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(writeErrorsMarkdown());
  });
});

describe('pages', () => {
  it.each(['/', '/?lang=en', '/docs/errors', '/docs/errors?lang=en', '/docs/'])(
    '%s is HTML without inline scripts',
    async (url) => {
      const answer = await server.app.inject(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(answer.body).not.toMatch(/https?:\/\/(?!localhost)/);
    },
  );

  it('has a section for the type of every problem', async () => {
    const page = (await server.app.inject('/docs/errors')).body;
    const problem = (await server.app.inject('/v1/users/nobody')).json<{ type: string }>();
    expect(problem.type).toBe('/docs/errors#unknown_user');
    for (const code of Object.keys(ERROR_KINDS)) expect(page).toContain(`id="${code.toLowerCase()}"`);
  });

  it('gives the dashboard at every address of its screens, in the language asked for, and nothing elsewhere', async () => {
    for (const path of [...contract.SCREEN_PATHS, '/titles/603', '/experiments/compare']) {
      const answer = await server.app.inject(`${path}?lang=en`);
      expect(answer.statusCode, path).toBe(200);
      expect(answer.body).toContain('<html lang="en">');
    }
    expect((await server.app.inject('/title')).statusCode).toBe(404);
    expect((await server.app.inject('/assets/none.js')).statusCode).toBe(404);
    expect((await server.app.inject('/assets/..%2findex.html')).statusCode).not.toBe(200);
  });

  it('sends the parts of the dashboard compressed, to be kept for ever', async () => {
    const page = (await server.app.inject('/')).body;
    const [, script] = /<script type="module" crossorigin src="([^"]+)"/.exec(page)!;
    for (const encoding of ['br', 'gzip']) {
      const answer = await server.app.inject({ url: script, headers: { 'accept-encoding': encoding } });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(answer.headers['cache-control']).toContain('immutable');
      expect(answer.headers['content-type']).toContain('javascript');
    }
  });

  it('loads Swagger UI from the server itself', async () => {
    const page = (await server.app.inject('/docs/')).body;
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, file]) => new URL(file, 'http://localhost/docs/').pathname,
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect((await server.app.inject(file)).statusCode, file).toBe(200);
  });
});
