import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WriterSettings } from './messages.ts';
import { buildQuestions, buildWriteSql } from './queries.ts';
import { endWorker, startWorker } from './worker-calls.ts';

let folder: string;
let settings: WriterSettings;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-worker-'));
  settings = {
    role: 'writer',
    path: join(folder, 'butaca.sqlite'),
    busyTimeoutMs: 100,
    keptExposures: 10,
    keptExposureMs: 1_000,
    sql: buildWriteSql(),
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const coded = (code: string) => expect.objectContaining({ code });

it('rejects when the thread fails in a way that was not foreseen', async () => {
  const broken = { ...settings, sql: { ...settings.sql, insertEvent: 'no SQL' } };
  await expect(startWorker(broken)).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
});

it('rejects rows that the database cannot take, stores none of them and goes on', async () => {
  const writer = await startWorker(settings);
  const good = ['a', 'u', 'm', 'view', null, 1, 1];
  const bad = ['b', 'u', 'm', 'view', null, {} as number, 1];
  const call = writer.call({ kind: 'append', rows: [...good, ...bad] });
  await expect(call).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
  expect(await writer.call({ kind: 'append', rows: good })).toEqual(Float64Array.of(1));
  await endWorker(writer);
});

it('rejects what is asked of a thread that has ended', async () => {
  const writer = await startWorker(settings);
  await endWorker(writer);
  await expect(writer.call({ kind: 'append', rows: [] })).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
});

it('refuses a task of the other thread', async () => {
  const writer = await startWorker(settings);
  const reader = await startWorker({ role: 'reader', path: settings.path, busyTimeoutMs: 100 });
  const question = buildQuestions().lastSequence;
  await expect(writer.call({ kind: 'read', question })).rejects.toThrowError(coded('INTERNAL'));
  await expect(reader.call({ kind: 'append', rows: [] })).rejects.toThrowError(coded('INTERNAL'));
  expect(await reader.call({ kind: 'read', question })).toEqual([{ sequence: 0 }]);
  await Promise.all([endWorker(writer), endWorker(reader)]);
});

it('ends a thread twice without harm', async () => {
  const writer = await startWorker(settings);
  await endWorker(writer);
  await expect(endWorker(writer)).resolves.toBeUndefined();
});
