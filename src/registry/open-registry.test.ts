import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import type { ModelVersion, Registry, RunStart, VersionFacts } from './contract.ts';
import { openRegistry } from './open-registry.ts';

const START = Date.UTC(2026, 10, 20, 10, 11, 12);
const second = (at: number): Clock => ({ nowMs: () => START + 1_000 * at });

let home: string;
let now: number;
/** Goes one second on at each question. */
const clock: Clock = { nowMs: () => START + 1_000 * now++ };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-registry-'));
  now = 0;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): Registry => openRegistry({ home, clock });
const start: RunStart = { kind: 'train', seed: 42, codeVersion: 'abc', model: 'ease', config: { regularization: 400 } };
const facts: VersionFacts = {
  model: 'ease',
  runId: 'r',
  snapshotId: 's',
  itemsChecksum: 'c',
  config: { regularization: 400 },
  seed: 42,
  codeVersion: 'abc',
  metrics: { 'ndcg@10': { value: 0.25, low: 0.24, high: 0.26 } },
};
const add = (registry: Registry, content: string): Promise<ModelVersion> =>
  registry.registerVersion(facts, (path) => writeFileSync(path, content));
/** The code of what the work throws; undefined when it does not. */
function attempt(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return isButacaError(error) ? error.code : String(error);
  }
}
const coded = (code: string) => expect.objectContaining({ code });

describe('runs', () => {
  it('have a sortable readable id and come back as they were written', () => {
    const registry = openRegistry({ home, clock: second(0) });
    const run = registry.startRun(start);
    expect(run.id).toMatch(/^20261120T101112\d{3}Z-train-[0-9a-f]{6}$/);
    expect(run).toMatchObject({ status: 'running', startedMs: START, endedMs: null, config: { regularization: 400 } });
    const done = registry.finishRun(run.id, {
      snapshotId: 's1',
      timingsMs: { train: 12 },
      metrics: { 'ndcg@10': { value: 0.5 } },
    });
    expect(done).toMatchObject({ status: 'done', endedMs: START, snapshotId: 's1', timingsMs: { train: 12 } });
    expect(open().readRun(run.id)).toEqual(done);
    expect(readdirSync(join(home, 'runs'))).toEqual([`${run.id}.json`, 'replaced.log']);
  });

  it('have different ids when they start alike at one time', () => {
    const registry = openRegistry({ home, clock: second(0) });
    const ids = Array.from({ length: 20 }, () => registry.startRun(start).id);
    expect(new Set(ids).size).toBe(20);
  });

  it('that failed keep the code and the message of the error', () => {
    const registry = open();
    const refused = registry.startRun(start);
    registry.failRun(refused.id, new ButacaError('SINGULAR_SYSTEM', 'cannot solve row 7'));
    expect(registry.readRun(refused.id)).toMatchObject({
      status: 'failed',
      error: { code: 'SINGULAR_SYSTEM', message: 'cannot solve row 7' },
    });
    const crashed = registry.startRun(start);
    registry.failRun(crashed.id, new TypeError('x is undefined'));
    expect(registry.readRun(crashed.id).error).toEqual({ code: 'INTERNAL', message: 'x is undefined' });
  });

  it('end once, and only where they were started', () => {
    const registry = open();
    const run = registry.startRun(start);
    expect(() => open().finishRun(run.id)).toThrowError(coded('UNKNOWN_RUN'));
    registry.finishRun(run.id);
    expect(() => registry.finishRun(run.id)).toThrowError(coded('UNKNOWN_RUN'));
    expect(() => registry.failRun(run.id, new Error('late'))).toThrowError(coded('UNKNOWN_RUN'));
    expect(registry.readRun(run.id).status).toBe('done');
  });

  it('are listed newest first, by kind, status and model, up to a limit', () => {
    const registry = open();
    const train = registry.startRun(start);
    const evaluate = registry.startRun({ ...start, kind: 'evaluate', model: 'als' });
    registry.finishRun(train.id);
    const ids = (filter: Parameters<Registry['listRuns']>[0]) => registry.listRuns(filter).map(({ id }) => id);
    expect(ids({})).toEqual([evaluate.id, train.id]);
    expect(ids({ kind: 'train' })).toEqual([train.id]);
    expect(ids({ status: 'running' })).toEqual([evaluate.id]);
    expect(ids({ model: 'ease' })).toEqual([train.id]);
    expect(ids({ limit: 1 })).toEqual([evaluate.id]);
  });

  it('that are damaged are left out of the list and told when read', () => {
    const registry = open();
    const kept = registry.startRun(start);
    writeFileSync(join(home, 'runs', '20261120T101112Z-train-000000.json'), '{"id": ');
    expect(registry.listRuns().map(({ id }) => id)).toEqual([kept.id]);
    expect(() => registry.readRun('20261120T101112Z-train-000000')).toThrowError(coded('CORRUPT_REGISTRY'));
  });

  it.each(['', '../aliases', 'a/b', 'nothing', '.', 'x'.repeat(200)])('are unknown under the id "%s"', (id) => {
    expect(() => open().readRun(id)).toThrowError(coded('UNKNOWN_RUN'));
  });

  it('may have reports beside them', () => {
    const registry = open();
    const run = registry.startRun({ ...start, kind: 'evaluate' });
    const report = registry.writeReport(run.id, 'evaluation.md', '# Good\n');
    registry.finishRun(run.id, { reports: [report] });
    const [name] = registry.readRun(run.id).reports;
    expect(readFileSync(registry.reportPath(name ?? ''), 'utf8')).toBe('# Good\n');
    expect(() => registry.writeReport(run.id, '../../aliases.json', '')).toThrowError(coded('UNSAFE_PATH'));
    expect(() => registry.reportPath('../aliases.json')).toThrowError(coded('UNSAFE_PATH'));
  });
});

describe('versions', () => {
  it('have a readable sortable id and come back as they were registered', async () => {
    const registry = openRegistry({ home, clock: second(0) });
    const version = await add(registry, 'weights');
    expect(version.id).toBe(`20261120-101112-ease-${sha256('weights').slice(0, 6)}`);
    expect(version.file).toEqual({ name: 'model.safetensors', bytes: 7, sha256: sha256('weights') });
    const again = open();
    expect(again.readVersion(version.id)).toEqual(version);
    expect(again.listVersions()).toEqual([version]);
    expect(readFileSync(again.artifactPath(version.id), 'utf8')).toBe('weights');
    expect(readdirSync(join(home, 'models'))).toEqual([version.id]);
  });

  it('of equal bytes at one time are two versions', async () => {
    const registry = openRegistry({ home, clock: second(0) });
    const [one, two] = await Promise.all([add(registry, 'same'), add(registry, 'same')]);
    expect(one.id).not.toBe(two.id);
    expect(registry.listVersions()).toHaveLength(2);
  });

  it('are listed newest first within one second too', async () => {
    let ms = 0;
    const registry = openRegistry({ home, clock: { nowMs: () => START + ms++ } });
    const made: string[] = [];
    for (const content of ['a', 'b', 'c', 'd', 'e', 'f']) made.unshift((await add(registry, content)).id);
    expect(registry.listVersions().map(({ id }) => id)).toEqual(made);
    expect(registry.pruneVersions({ keep: 2 }).sort()).toEqual(made.slice(2).sort());
  });

  it('leave nothing when writing the artifact fails or writes nothing', async () => {
    const registry = open();
    const failing = registry.registerVersion(facts, (path) => {
      writeFileSync(path, 'half');
      throw new Error('out of memory');
    });
    await expect(failing).rejects.toThrow('out of memory');
    await expect(registry.registerVersion(facts, () => undefined)).rejects.toThrowError(coded('CORRUPT_ARTIFACT'));
    expect(readdirSync(join(home, 'models'))).toEqual([]);
  });

  it('are not visible while they are being written, and are not cleaned away by others', async () => {
    const registry = open();
    const version = await registry.registerVersion(facts, async (path) => {
      writeFileSync(path, 'half');
      expect(open().listVersions()).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      appendFileSync(path, ' and whole');
    });
    expect(readFileSync(registry.artifactPath(version.id), 'utf8')).toBe('half and whole');
  });

  it('whose bytes have changed are refused', async () => {
    const version = await add(open(), 'weights');
    const path = join(home, 'models', version.id, 'model.safetensors');
    writeFileSync(path, 'Weights');
    expect(() => open().artifactPath(version.id)).toThrowError(coded('CORRUPT_ARTIFACT'));
    rmSync(path);
    expect(() => open().artifactPath(version.id)).toThrowError(coded('CORRUPT_ARTIFACT'));
    expect(() => open().promote(version.id, { reason: 'try' })).toThrowError(coded('CORRUPT_ARTIFACT'));
    expect(open().champion()).toBeNull();
  });

  it('with a damaged manifest are left out of the list and told when read', async () => {
    const registry = open();
    const version = await add(registry, 'a');
    mkdirSync(join(home, 'models', 'stray'));
    writeFileSync(join(home, 'models', version.id, 'manifest.json'), '{}');
    expect(open().listVersions()).toEqual([]);
    expect(() => open().readVersion(version.id)).toThrowError(coded('CORRUPT_REGISTRY'));
    expect(() => open().readVersion('stray')).toThrowError(coded('CORRUPT_REGISTRY'));
  });

  it.each(['', '..', '../../etc', 'nothing', '.draft-1'])('are unknown under the id "%s"', (id) => {
    expect(() => open().artifactPath(id)).toThrowError(coded('UNKNOWN_VERSION'));
  });

  it('beyond those to keep are removed, but never what serves or what roll back needs', async () => {
    const registry = open();
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) ids.push((await add(registry, `v${i}`)).id);
    const id = (position: number): string => ids[position] ?? '';
    // Champions in turn: 0 1 2 3 4 — 4 serves, 3 2 1 are kept to go back to, 0 is not.
    for (const position of [0, 1, 2, 3, 4]) registry.promote(id(position), { reason: 'next' });
    registry.promote(id(5), { alias: 'challenger', reason: 'try' });
    expect(registry.pruneVersions({ keep: 2 }).sort()).toEqual([id(0), id(6), id(7)]);
    expect(registry.listVersions().map((version) => version.id)).toEqual([9, 8, 5, 4, 3, 2, 1].map(id));
    for (const expected of [3, 2, 1]) expect(registry.rollBack({ reason: 'back' }).versionId).toBe(id(expected));
    expect(() => registry.rollBack({ reason: 'back' })).toThrowError(coded('NO_EARLIER_VERSION'));
    expect(() => registry.pruneVersions({ keep: 0 })).toThrowError(coded('INVALID_PARAMETER'));
  });
});

describe('aliases', () => {
  it('point to nothing at first', () => {
    expect(open().champion()).toBeNull();
    expect(open().challenger()).toBeNull();
    expect(open().moves()).toEqual([]);
    expect(() => open().rollBack({ reason: 'why' })).toThrowError(coded('NO_EARLIER_VERSION'));
  });

  it('name film neighbours beside the model that scores, and pruning keeps both', async () => {
    const registry = open();
    const scorer = await add(registry, 'a');
    const neighbours = await add(registry, 'b');
    const later = await add(registry, 'c');
    registry.promote(scorer.id, { reason: 'first model' });
    registry.promote(neighbours.id, { alias: 'films', reason: 'first neighbours' });
    expect(open().champion()?.id).toBe(scorer.id);
    expect(open().filmNeighbours()?.id).toBe(neighbours.id);
    expect(registry.pruneVersions({ keep: 1 })).toEqual([]);
    registry.promote(later.id, { alias: 'films', reason: 'new films' });
    expect(registry.rollBack({ alias: 'films', reason: 'odd lists' }).versionId).toBe(neighbours.id);
    expect(registry.champion()?.id).toBe(scorer.id);
  });

  it('keep who moved them where, when and why', async () => {
    const registry = open();
    const version = await add(registry, 'a');
    const move = registry.promote(version.id, { reason: 'first model' });
    expect(move).toMatchObject({
      alias: 'champion',
      versionId: version.id,
      previousId: null,
      reason: 'first model',
      action: 'promote',
    });
    expect(open().moves()).toEqual([move]);
    expect(open().champion()).toEqual(version);
  });

  it('do not move without a reason, to an unknown version, or to where they are', async () => {
    const registry = open();
    const version = await add(registry, 'a');
    expect(() => registry.promote(version.id, { reason: ' ' })).toThrowError(coded('INVALID_PARAMETER'));
    expect(() => registry.promote('nothing', { reason: 'x' })).toThrowError(coded('UNKNOWN_VERSION'));
    const move = registry.promote(version.id, { reason: 'first' });
    expect(registry.promote(version.id, { reason: 'again' })).toEqual(move);
    expect(registry.moves()).toEqual([move]);
  });

  it('do not move when they are no longer where the caller saw them', async () => {
    const registry = open();
    const [a, b] = [await add(registry, 'a'), await add(registry, 'b')];
    registry.promote(a.id, { reason: 'first', expected: null });
    expect(() => registry.promote(b.id, { reason: 'late', expected: null })).toThrowError(coded('CONFLICTING_MOVE'));
    expect(() => registry.rollBack({ reason: 'late', expected: b.id })).toThrowError(coded('CONFLICTING_MOVE'));
    expect(registry.champion()?.id).toBe(a.id);
    expect(registry.promote(b.id, { reason: 'seen', expected: a.id }).previousId).toBe(a.id);
  });

  it('move against a closed gate only by force, which the history tells', async () => {
    const registry = open();
    const version = await add(registry, 'a');
    const gate = {
      passed: false,
      checks: [
        { against: 'baseline', passed: false, metric: 'm', found: 1, expected: 2, message: 'm is 1; expected 2' },
      ],
    } as const;
    expect(() => registry.promote(version.id, { reason: 'x', gate })).toThrowError(coded('GATE_CLOSED'));
    expect(() => registry.promote(version.id, { reason: 'x', gate })).toThrowError(/m is 1; expected 2/);
    expect(registry.champion()).toBeNull();
    registry.promote(version.id, { reason: 'the client asked', gate, force: true });
    expect(open().moves()).toMatchObject([{ gate, forced: true, reason: 'the client asked' }]);
  });

  it('walk back further with every roll back, and forward again by a promotion', async () => {
    const registry = open();
    const [a, b, c, d] = [
      await add(registry, 'a'),
      await add(registry, 'b'),
      await add(registry, 'c'),
      await add(registry, 'd'),
    ];
    for (const { id } of [a, b, c]) registry.promote(id, { reason: 'next' });
    expect(registry.rollBack({ reason: 'worse' })).toMatchObject({ versionId: b.id, previousId: c.id });
    expect(registry.rollBack({ reason: 'worse' })).toMatchObject({ versionId: a.id, previousId: b.id });
    expect(() => registry.rollBack({ reason: 'worse' })).toThrowError(coded('NO_EARLIER_VERSION'));
    registry.promote(d.id, { reason: 'repaired' });
    // c and b were rolled back from: the one before d is a.
    expect(registry.rollBack({ reason: 'worse' }).versionId).toBe(a.id);
    expect(registry.moves()).toHaveLength(7);
  });

  it('roll back past versions that are gone or damaged', async () => {
    const registry = open();
    const [a, b, c, d] = [
      await add(registry, 'a'),
      await add(registry, 'b'),
      await add(registry, 'c'),
      await add(registry, 'd'),
    ];
    for (const { id } of [a, b, c, d]) registry.promote(id, { reason: 'next' });
    rmSync(join(home, 'models', c.id), { recursive: true });
    writeFileSync(join(home, 'models', b.id, 'model.safetensors'), 'B');
    expect(open().rollBack({ reason: 'worse' }).versionId).toBe(a.id);
  });

  it('do not roll back to the version they are at, when the one between is damaged', async () => {
    const registry = open();
    const [a, b] = [await add(registry, 'a'), await add(registry, 'b')];
    for (const { id } of [a, b, a]) registry.promote(id, { reason: 'next' });
    writeFileSync(join(home, 'models', b.id, 'model.safetensors'), 'B');
    expect(() => open().rollBack({ reason: 'worse' })).toThrowError(coded('NO_EARLIER_VERSION'));
  });

  it('say so when the version they point to is gone, and can be rolled back from there', async () => {
    const registry = open();
    const [a, b] = [await add(registry, 'a'), await add(registry, 'b')];
    for (const { id } of [a, b]) registry.promote(id, { reason: 'next' });
    rmSync(join(home, 'models', b.id), { recursive: true });
    expect(() => registry.champion()).toThrowError(coded('UNKNOWN_VERSION'));
    registry.rollBack({ reason: 'gone' });
    expect(registry.champion()?.id).toBe(a.id);
  });

  it.each(['', '{', '[]', '{"format":2,"moves":[]}', '{"format":1,"moves":[{}]}'])(
    'are told to be damaged when their file is %j, and it is not written over',
    async (text) => {
      const registry = open();
      const version = await add(registry, 'a');
      writeFileSync(join(home, 'aliases.json'), text);
      for (const call of [
        () => registry.champion(),
        () => registry.moves(),
        () => registry.promote(version.id, { reason: 'x' }),
        () => registry.rollBack({ reason: 'x' }),
      ]) {
        expect(call).toThrowError(coded('CORRUPT_REGISTRY'));
      }
      expect(readFileSync(join(home, 'aliases.json'), 'utf8')).toBe(text);
    },
  );

  it('follow a plain stack, whatever is promoted and rolled back', async () => {
    const registry = open();
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await add(registry, `v${i}`)).id);
    const steps = fc.array(fc.oneof(fc.constant(-1), fc.nat({ max: ids.length - 1 })), { maxLength: 25 });
    fc.assert(
      fc.property(steps, (moves) => {
        rmSync(join(home, 'aliases.json'), { force: true });
        const stack: string[] = [];
        for (const step of moves) {
          const id = ids[step];
          const refusal = attempt(() =>
            id === undefined ? registry.rollBack({ reason: 'back' }) : registry.promote(id, { reason: 'next' }),
          );
          expect(refusal).toBe(id === undefined && stack.length < 2 ? 'NO_EARLIER_VERSION' : undefined);
          if (id === undefined && stack.length > 1) stack.pop();
          if (id !== undefined && stack.at(-1) !== id) stack.push(id);
          expect(registry.champion()?.id).toBe(stack.at(-1));
        }
      }),
      { numRuns: 25 },
    );
  });
});
