import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { type smallServer as open, smallServer } from '../fixtures/small-server.ts';

let server: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  server = await smallServer();
});
afterAll(() => server.close());

const TABLE = 'usuario;pelicula;nota\nana;1;5\nana;2;4\n';
const octets = { 'content-type': 'application/octet-stream' };

async function begin(name = 'notas.csv', bytes = TABLE.length): Promise<string> {
  const answer = await server.app.inject({ method: 'POST', url: '/v1/uploads', payload: { name, bytes } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>().id;
}
const put = async (id: string, offset: number, text: string) =>
  server.app.inject({
    method: 'PUT',
    url: `/v1/uploads/${id}?offset=${offset}`,
    headers: octets,
    payload: Buffer.from(text),
  });

describe('uploads over HTTP', () => {
  it('are sent in parts, go on where they were cut off, and say what they look like', async () => {
    const id = await begin();
    expect((await put(id, 0, TABLE.slice(0, 12))).json()).toMatchObject({ received: 12, inspection: null });
    const wrong = await put(id, 3, 'x');
    expect(wrong.statusCode).toBe(409);
    expect(wrong.json()).toMatchObject({ code: 'UPLOAD_CONFLICT', details: { received: 12 } });
    const whole = (await put(id, 12, TABLE.slice(12))).json<{ inspection: { role: string; columns: unknown[] } }>();
    expect(whole.inspection.role).toBe('interactions');
    expect(whole.inspection.columns).toHaveLength(3);
    const list = (await server.app.inject('/v1/uploads')).json();
    expect(list).toMatchObject({ uploads: [{ id, name: 'notas.csv' }], task: null, limits: { partBytes: 8_388_608 } });
    expect((await server.app.inject({ method: 'DELETE', url: `/v1/uploads/${id}` })).statusCode).toBe(204);
    expect((await server.app.inject(`/v1/uploads/${id}`)).json()).toMatchObject({ code: 'UNKNOWN_UPLOAD' });
  });

  it('are tried while lists go on being served', async () => {
    const id = await begin();
    await put(id, 0, TABLE);
    const asked = await server.app.inject({
      method: 'POST',
      url: '/v1/uploads/dry-run',
      payload: { tables: [{ id }], mode: 'add' },
    });
    expect(asked.statusCode, asked.body).toBe(202);
    const inUse = await server.app.inject({ method: 'DELETE', url: `/v1/uploads/${id}` });
    expect(inUse.json()).toMatchObject({ code: 'UPLOAD_CONFLICT' });
    let task = asked.json<{ state: string }>();
    while (task.state === 'running') {
      expect((await server.app.inject('/get_user_recommendation/?userId=1')).statusCode).toBe(200);
      await sleep(50);
      task = (await server.app.inject('/v1/uploads')).json<{ task: { state: string } }>().task;
    }
    expect(task).toMatchObject({ state: 'done', outcome: { files: expect.any(Array), before: { titles: 12 } } });
  });

  it('refuse what does not fit, what is no bytes, and parts that are too large', async () => {
    const huge = await server.app.inject({ method: 'POST', url: '/v1/uploads', payload: { name: 'x', bytes: 1e13 } });
    expect(huge.json()).toMatchObject({ code: 'UPLOAD_TOO_LARGE', status: 413 });
    const id = await begin('big.csv', 20_000_000);
    const large = await put(id, 0, 'x'.repeat(9 * 1024 * 1024));
    expect(large.json()).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
    const text = await server.app.inject({
      method: 'PUT',
      url: `/v1/uploads/${id}?offset=0`,
      headers: { 'content-type': 'text/plain' },
      payload: 'x',
    });
    expect(text.json()).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
    const away = await server.app.inject(`/v1/uploads/${encodeURIComponent('../../x')}`);
    expect(away.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('are not taken from the page of another site', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/uploads',
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      payload: { name: 'x.csv', bytes: 3 },
    });
    expect(answer.json()).toMatchObject({ code: 'CROSS_SITE_REQUEST', status: 403 });
  });
});
