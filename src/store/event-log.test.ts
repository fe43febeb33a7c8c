import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredEvent } from './contract.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import { type LogReader, openLogReader } from './log-reader.ts';
import type { WriterSettings } from './messages.ts';
import { buildQuestions, buildWriteSql } from './queries.ts';

let folder: string;
let settings: WriterSettings;
const questions = buildQuestions();
let log: EventLog;
let reader: LogReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-log-'));
  settings = {
    role: 'writer',
    path: join(folder, 'butaca.sqlite'),
    busyTimeoutMs: 100,
    keptExposures: 10,
    keptExposureMs: 1_000,
    sql: buildWriteSql(),
  };
  log = openEventLog(settings);
  reader = openLogReader(settings);
});
afterEach(() => {
  reader.close();
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

const append = (eventId: string, userId: string): Float64Array =>
  log.append([eventId, userId, 'm', 'view', null, 1, 2]);
const sequencesOf = (userId: string, limit: number): number[] =>
  (reader.read(questions.eventsOfUser(userId, limit)) as StoredEvent[]).map(({ sequence }) => sequence).reverse();

it('finds the same events of a user however many of them are indexed', () => {
  const users: string[] = [''];
  const steps = fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 4 }) }, { weight: 1, arbitrary: fc.constant('index' as const) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 8 }), (taken, limit) => {
      for (const step of taken) {
        if (step === 'index') log.indexUsers(limit);
        else {
          append(`e${users.length}`, `u${step}`);
          users.push(`u${step}`);
        }
      }
      for (let user = 0; user < 5; user++) {
        const all = users.flatMap((name, sequence) => (name === `u${user}` ? [sequence] : []));
        expect(sequencesOf(`u${user}`, 10_000)).toEqual(all);
        expect(sequencesOf(`u${user}`, limit)).toEqual(all.slice(-limit));
      }
    }),
    { numRuns: 60 },
  );
});

it('indexes a limited number of events at a time and says how many are left', () => {
  for (let i = 0; i < 25; i++) append(`e${i}`, `u${i % 3}`);
  expect([log.indexUsers(10), log.indexUsers(10), log.indexUsers(10), log.indexUsers(10)]).toEqual([15, 5, 0, 0]);
  const database = new DatabaseSync(settings.path, { readOnly: true });
  expect(database.prepare('SELECT count(*) AS n FROM user_events').get()?.['n']).toBe(25);
  database.close();
});

it('removes old exposures no faster than a few for each new one', () => {
  const exposure = (slate: number, timeMs: number) => [`s${slate}`, 'u', '["m"]', 'v', timeMs, 'test'];
  const count = (): number => reader.read(questions.exposures(undefined, 100)).length;
  // All eight are too old by the time the ninth comes: with each new one two of them go.
  log.addExposures(Array.from({ length: 8 }, (_, i) => exposure(i, 0)).flat(), 0);
  expect(count()).toBe(8);
  log.addExposures(exposure(8, 5_000), 5_000);
  expect(count()).toBe(7);
  log.addExposures(exposure(9, 5_000), 5_000);
  expect(count()).toBe(6);
});

it('lets a reader see what is committed and not more', () => {
  const writer = new DatabaseSync(settings.path);
  writer.exec("BEGIN IMMEDIATE; INSERT INTO events VALUES (1, 'e', 'u', 'm', 'view', NULL, 1, 1)");
  expect(reader.read(questions.lastSequence)).toEqual([{ sequence: 0 }]);
  writer.exec('COMMIT');
  writer.close();
  expect(reader.read(questions.lastSequence)).toEqual([{ sequence: 1 }]);
});
