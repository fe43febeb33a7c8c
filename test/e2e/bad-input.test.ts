import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await smallServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  port = (server.app.server.address() as AddressInfo).port;
});
afterAll(() => server.close());
afterEach(async () => {
  const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`);
  if (status !== 200) throw new Error(`the server answers ${status} afterwards`);
});

interface Answer {
  status: number;
  body: string;
}

/** Sends over a real socket; resolves with what came back even when the server cuts the sending short. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method: options.method ?? 'GET',
      headers: options.headers ?? {},
    });
    let answered = false;
    sent.on('response', (response) => {
      answered = true;
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(parts).toString() }));
    });
    sent.on('error', (error) => {
      if (!answered) reject(error);
    });
    sent.end(options.body);
  });
}
const post = (path: string, body: string | Buffer, type = 'application/json'): Promise<Answer> =>
  ask(path, { method: 'POST', headers: { 'content-type': type }, body });

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.status, answer.body).toBe(status);
  const problem = problemSchema.parse(JSON.parse(answer.body));
  expect(problem).toMatchObject({ status, code });
  expect(answer.body).not.toMatch(/node_modules|\.ts:\d|at Object|SELECT |sqlite/i);
}

describe('bodies', () => {
  it.each<[string, string, RegExp]>([
    ['an empty body', '', /vac|empty|leer/i],
    ['half a JSON', '{"userId":"1"', /JSON|leer/],
    ['a bomb of brackets', `{"events":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /32/],
    ['a bomb of objects', '{"a":'.repeat(50_000), /32/],
    ['a key that comes twice', '{"userId":"1","userId":"2","titleId":"1","kind":"view"}', /userId/],
    ['a key that comes twice in disguise', '{"userId":"1","user\\u0049d":"2","titleId":"1","kind":"view"}', /userId/],
    ['__proto__', '{"__proto__":{"admin":true},"userId":"1","titleId":"1","kind":"view"}', /__proto__/],
    [
      'constructor',
      '{"constructor":{"prototype":{"admin":true}},"userId":"1","titleId":"1","kind":"view"}',
      /constructor/,
    ],
    ['a number too large for a number', '{"userId":"1","titleId":"1","kind":"rating","rating":1e999}', /rating/],
  ])('refuses %s', async (_what, body, words) => {
    const answer = await post('/v1/events', body);
    expectProblem(answer, 400, 'INVALID_BODY');
    expect(answer.body).toMatch(words);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('refuses a body over 1 MB', async () => {
    expectProblem(
      await post('/v1/recommendations', JSON.stringify({ text: 'x'.repeat(2_000_000) })),
      413,
      'BODY_TOO_LARGE',
    );
  });

  it('refuses what is not JSON by its type', async () => {
    expectProblem(await post('/v1/events', '<event/>', 'application/xml'), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(
      await post('/v1/events', 'userId=1', 'application/x-www-form-urlencoded'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });

  it('refuses bytes that are no text', async () => {
    expectProblem(await post('/v1/events', Buffer.from([0xff, 0xfe, 0x00, 0x01])), 400, 'INVALID_BODY');
  });

  it('takes a list of 200 names and refuses one of 201', async () => {
    const liked = Array.from({ length: 201 }, (_, at) => `name ${at}`);
    expect((await post('/v1/recommendations', JSON.stringify({ liked: liked.slice(1) }))).status).toBe(200);
    expectProblem(await post('/v1/recommendations', JSON.stringify({ liked })), 400, 'INVALID_BODY');
  });

  it('answers any JSON with an answer or a problem, never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (body) => {
        for (const path of ['/v1/events', '/v1/recommendations']) {
          expect([200, 400]).toContain((await post(path, body)).status);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('addresses', () => {
  it.each<[what: string, parameter: string, query?: string]>([
    ['n=0', 'n'],
    ['n=101', 'n'],
    ['n=diez', 'n'],
    ['n=1.5', 'n'],
    ['n=1&n=2', 'n'],
    ['diversity=2', 'diversity'],
    ['diversity=NaN', 'diversity'],
    ['year_from=99999', 'year_from'],
    ['year_from=2000&year_to=1990', 'year_to'],
    ['lang=fr', 'lang'],
    ['genres_match=some', 'genres_match'],
    ['include_seen=maybe', 'include_seen'],
    ['likd=1', 'likd'],
    ['user_id=1', 'user_id'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['a text of 2,001 letters', 'text', `text=${'x'.repeat(2001)}`],
    ['a userId of 257 letters', 'userId', `userId=${'x'.repeat(257)}`],
    ['a list of 201 members', 'liked', `liked=${Array.from({ length: 201 }, (_, at) => at).join('|')}`],
  ])('refuses %s and names the parameter %s', async (what, parameter, query = what) => {
    const answer = await ask(`/get_new_user_recommendation/?${query}`);
    expectProblem(answer, 400, 'INVALID_PARAMETER');
    const { details } = JSON.parse(answer.body) as { details: { issues: { parameter: string }[] } };
    expect(details.issues.map((issue) => issue.parameter)).toContain(parameter);
  });

  it('names the nearest parameter it knows', async () => {
    const answer = await ask('/get_new_user_recommendation/?genre=comedy&lang=en');
    expect((JSON.parse(answer.body) as { detail: string }).detail).toContain('did you mean genres?');
  });

  it('refuses an address over 16 KB, and one of 10 MB', async () => {
    expectProblem(await ask(`/get_new_user_recommendation/?text=${'x'.repeat(20_000)}`), 414, 'URL_TOO_LONG');
    expectProblem(await ask(`/get_new_user_recommendation/?text=${'x'.repeat(10_000_000)}`), 414, 'URL_TOO_LONG');
  });

  it('refuses headers without end', async () => {
    expectProblem(await ask('/', { headers: { 'x-long': 'y'.repeat(60_000) } }), 414, 'URL_TOO_LONG');
  });

  it.each([
    "Robert'); DROP TABLE events;--",
    '🎬🍿',
    '../../etc/passwd',
    '%00',
    'a\nb',
    '<script>alert(1)</script>',
    '${7*7}',
    'ﷺ'.repeat(50),
    '‮override',
  ])('answers an unknown name in any letters: %s', async (name) => {
    const quoted = encodeURIComponent(name);
    expectProblem(await ask(`/v1/users/${quoted}`), 404, 'UNKNOWN_USER');
    expectProblem(await ask(`/v1/titles/${quoted}`), 404, 'UNKNOWN_TITLE');
    expect((await ask(`/v1/titles?search=${quoted}`)).status).toBe(200);
    expect((await ask(`/get_new_user_recommendation/?liked=${quoted}&text=${quoted}&tags=${quoted}`)).status).toBe(200);
  });

  it('answers broken percent signs and unknown addresses as problems', async () => {
    expectProblem(await ask('/v1/users/%E0%A4%A'), 400, 'INVALID_PARAMETER');
    expectProblem(await ask('/get_user_recomendation'), 404, 'UNKNOWN_ROUTE');
    expectProblem(await ask('/v1/events', { method: 'DELETE' }), 404, 'UNKNOWN_ROUTE');
    expect((await ask('/get_user_recomendation?lang=en')).body).toContain('/get_user_recommendation');
  });

  it('answers any query with an answer or a problem, never with a fault', async () => {
    const names = [
      'userId',
      'liked',
      'genres',
      'tags',
      'text',
      'year_from',
      'exclude',
      'n',
      'diversity',
      'lang',
      'other',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 6 }),
        async (pairs) => {
          const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
          expect([200, 400, 404]).toContain((await ask(`/get_new_user_recommendation/?${query}`)).status);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('connections', () => {
  const talk = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (part) => {
        heard += part.toString();
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });

  it('answers what is not HTTP with a problem and hangs up', async () => {
    const heard = await talk('HELLO butaca\r\n\r\n');
    expect(heard).toContain('HTTP/1.1 400');
    expect(heard).toContain('application/problem+json');
  });

  it('is not confused by two lengths', async () => {
    const heard = await talk(
      'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    expect(heard).toContain('HTTP/1.1 400');
  });
});

describe('headers', () => {
  it('carry a request id and protections fit for data and for pages, and do not name the software beneath', async () => {
    for (const [path, policy] of [
      ['/', "default-src 'self'"],
      ['/docs/', "default-src 'self'"],
      ['/get_new_user_recommendation/', "default-src 'none'"],
      ['/nowhere', "default-src 'none'"],
    ] as const) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('content-security-policy'), path).toContain(policy);
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('x-powered-by'), path).toBeNull();
      expect(headers.get('server'), path).toBeNull();
    }
  });
});
