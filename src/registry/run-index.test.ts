import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../base/clock.ts';
import type { Registry, RunQuery, RunStart } from './contract.ts';
import { openRegistry } from './open-registry.ts';
import { readMetricBound, readRunSort, readTime } from './run-query.ts';
import { runsToCsv } from './runs-to-csv.ts';

const START = Date.UTC(2026, 10, 20, 10, 11, 12);

let home: string;
let now: number;
const clock: Clock = { nowMs: () => START + 1_000 * now };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-runs-'));
  now = 0;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): Registry => openRegistry({ home, clock });

/** Starts a run at `at` seconds that measured `value` and lasts `seconds`; returns its id. */
function add(
  registry: Registry,
  at: number,
  value: number | null,
  seconds: number,
  start: Partial<RunStart> = {},
): string {
  now = at;
  const run = registry.startRun({ kind: 'train', seed: 1, codeVersion: 'abc', model: 'ease', ...start });
  now = at + seconds;
  registry.finishRun(run.id, {
    metrics: value === null ? {} : { 'ndcg@10': { value, low: value - 0.01, high: value + 0.01 } },
  });
  return run.id;
}

describe('runs are found', () => {
  it('by model, kind, snapshot, tag, time and value, and in any order', () => {
    const registry = open();
    const a = add(registry, 0, 0.2, 30);
    const b = add(registry, 100, 0.4, 10, { model: 'als', snapshotId: 's1' });
    const c = add(registry, 200, 0.3, 20, { snapshotId: 's1' });
    const d = add(registry, 300, null, 5, { kind: 'import', model: null });
    registry.annotateRun(a, { tags: ['best', 'paper'] });
    registry.annotateRun(c, { tags: ['best'] });
    const ids = (query: RunQuery): string[] => registry.listRuns(query).map(({ id }) => id);
    expect(ids({})).toEqual([d, c, b, a]);
    expect(ids({ model: 'ease' })).toEqual([c, a]);
    expect(ids({ kind: 'import' })).toEqual([d]);
    expect(ids({ snapshotId: 's1', model: 'als' })).toEqual([b]);
    expect(ids({ tags: ['best'] })).toEqual([c, a]);
    expect(ids({ tags: ['best', 'paper'] })).toEqual([a]);
    expect(ids({ sinceMs: START + 100_000, beforeMs: START + 300_000 })).toEqual([c, b]);
    expect(ids({ bounds: [{ metric: 'ndcg@10', compared: '>=', value: 0.3 }] })).toEqual([c, b]);
    expect(ids({ bounds: [{ metric: 'ndcg@10', compared: '<', value: 0.3 }] })).toEqual([a]);
    expect(ids({ bounds: [{ metric: 'recall@10', compared: '>', value: 0 }] })).toEqual([]);
    expect(ids({ sort: { by: 'ndcg@10', descending: true } })).toEqual([b, c, a, d]);
    expect(ids({ sort: { by: 'ndcg@10', descending: false } })).toEqual([a, c, b, d]);
    expect(ids({ sort: { by: 'seconds', descending: false } })).toEqual([d, b, c, a]);
    expect(registry.findRuns({ model: 'ease', limit: 1, offset: 1 })).toMatchObject({ runs: [{ id: a }], total: 2 });
  });

  it('as another process left them: added, noted, removed', () => {
    const [one, other] = [open(), open()];
    const a = add(one, 0, 0.2, 1);
    expect(other.listRuns().map(({ id }) => id)).toEqual([a]);
    const b = add(other, 1, 0.3, 1);
    one.annotateRun(b, { notes: 'wider' });
    expect(other.listRuns().map(({ id, notes }) => [id, notes])).toEqual([
      [b, 'wider'],
      [a, ''],
    ]);
    unlinkSync(join(home, 'runs', `${a}.json`));
    expect(other.findRuns()).toMatchObject({ total: 1, runs: [{ id: b }] });
  });

  it('as something else replaced them: at the next start, whatever was noted meanwhile', () => {
    const registry = open();
    const [a, b] = [add(registry, 0, 0.2, 1), add(registry, 1, 0.3, 1)];
    expect(registry.listRuns()).toHaveLength(2);
    const file = join(home, 'runs', `${a}.json`);
    const draft = `${file}.draft`;
    writeFileSync(draft, readFileSync(file, 'utf8').replace('"notes": ""', '"notes": "by hand"'));
    renameSync(draft, file);
    registry.annotateRun(b, { notes: 'by us' });
    expect(registry.listRuns({ limit: 1 })).toMatchObject([{ id: b, notes: 'by us' }]);
    expect(open().listRuns()).toMatchObject([{ notes: 'by us' }, { notes: 'by hand' }]);
    // Notes that were lost are made up for by looking at every file.
    registry.annotateRun(b, { notes: 'again' });
    unlinkSync(join(home, 'runs', 'replaced.log'));
    registry.annotateRun(a, { notes: 'and this' });
    expect(registry.listRuns()).toMatchObject([{ notes: 'again' }, { notes: 'and this' }]);
  });

  it('when the index is damaged, of another format or cannot be written', () => {
    const registry = open();
    const a = add(registry, 0, 0.2, 1);
    const index = join(home, 'runs.sqlite');
    for (const content of ['not a database, and longer than the head of one would be'.repeat(40), '']) {
      writeFileSync(index, content);
      expect(registry.listRuns().map(({ id }) => id)).toEqual([a]);
      expect(statSync(index).size).toBeGreaterThan(4_096);
    }
    unlinkSync(index);
    // A folder in its place: SQLite cannot open it, and the index is held in memory.
    mkdirSync(index);
    const blocked = open();
    expect(blocked.listRuns().map(({ id }) => id)).toEqual([a]);
    const b = add(blocked, 5, 0.3, 1);
    expect(blocked.listRuns().map(({ id }) => id)).toEqual([b, a]);
  });
});

describe('notes and tags', () => {
  it('change one without the other, are sorted, and stay when the run ends', () => {
    const registry = open();
    const run = registry.startRun({ kind: 'train', seed: 1, codeVersion: 'abc' });
    open().annotateRun(run.id, { notes: 'with tags of users', tags: ['wide', 'best', 'wide'] });
    registry.finishRun(run.id, { notes: 'new-title: too few titles' });
    expect(registry.readRun(run.id)).toMatchObject({
      status: 'done',
      notes: 'with tags of users\nnew-title: too few titles',
      tags: ['best', 'wide'],
    });
    expect(registry.annotateRun('latest', { notes: '' })).toMatchObject({ notes: '', tags: ['best', 'wide'] });
    expect(registry.annotateRun(run.id, { tags: [] })).toMatchObject({ tags: [] });
    expect(() => registry.annotateRun('nobody', { notes: 'x' })).toThrowError(
      expect.objectContaining({ code: 'UNKNOWN_RUN' }),
    );
  });
});

describe('what people write', () => {
  it.each([
    ['existing ndcg@10 >= 0.2', { metric: 'existing ndcg@10', compared: '>=', value: 0.2 }],
    ['existing ndcg@10 (ease)<.5', { metric: 'existing ndcg@10 (ease)', compared: '<', value: 0.5 }],
    ['rmse=-1e-3', { metric: 'rmse', compared: '=', value: -0.001 }],
    ['model=ease', null],
    ['>= 2', null],
    ['ndcg@10 >= ', null],
  ])('"%s" is a bound, or none', (text, bound) => {
    expect(readMetricBound(text)).toEqual(bound);
  });

  it('is an order or a time', () => {
    expect(readRunSort('-existing ndcg@10')).toEqual({ by: 'existing ndcg@10', descending: true });
    expect(readRunSort('seconds')).toEqual({ by: 'seconds', descending: false });
    expect(readTime('2026-11-20')).toBe(Date.UTC(2026, 10, 20));
    expect(readTime('2026-11-20T10:11:12')).toBe(START);
    expect(readTime('2026-13-45')).toBeNull();
    expect(readTime('yesterday')).toBeNull();
  });
});

describe('runs as CSV', () => {
  it('have every fact and every interval in a column of its own', () => {
    const registry = open();
    const run = add(registry, 0, 0.25, 1.5, { config: { regularization: 400 }, notes: 'a, "b"' });
    registry.annotateRun(run, { tags: ['x', 'y'] });
    add(registry, 10, null, 1, { kind: 'import', model: null });
    const [headings, second, first] = runsToCsv(registry.listRuns()).split('\n');
    expect(headings).toBe(
      'id,kind,status,started,seconds,model,snapshot,seed,code,configuration,timings,tags,notes,reports,error,ndcg@10,ndcg@10 low,ndcg@10 high',
    );
    expect(first).toBe(
      `${run},train,done,2026-11-20T10:11:12.000Z,1.5,ease,,1,abc,"{""regularization"":400}",{},x y,"a, ""b""",,,0.25,0.24,0.26`,
    );
    expect(second).toMatch(/,,,,,,$/);
  });
});
