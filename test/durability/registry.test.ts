import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { random } from '../../src/base/random.ts';
import { openRegistry } from '../../src/registry/index.ts';
import { runChild } from './killed-child.ts';

const ROUNDS = 24;
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-registry-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('serves a whole version and shows no half ones, whenever the process was killed', { timeout: 240_000 }, async () => {
  const draw = random(20261120, 'registry');
  let moved: string | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const end = await runChild('register-forever.ts', [home, String(round)], { killAfterMs: draw.below(150) });
    expect(end.signal).toBe('SIGKILL');
    const steps = end.lines.map((line) => line.split(' ') as [string, string]);
    const said = (...names: string[]): string[] => steps.filter(([name]) => names.includes(name)).map(([, id]) => id);

    const registry = openRegistry({ home, clock: systemClock });
    const versions = registry.listVersions();
    // Everything that can be seen is whole, and nothing else is left.
    for (const { id } of versions) registry.artifactPath(id);
    expect(readdirSync(join(home, 'models')).sort()).toEqual(versions.map(({ id }) => id).sort());
    expect(readdirSync(join(home, 'runs')).filter((name) => !/\.json$|^replaced\.log$/.test(name))).toEqual([]);
    expect(readdirSync(home).filter((name) => name.endsWith('.draft'))).toEqual([]);

    // The alias is where it was last said to be, or one unsaid step further.
    const champion = registry.champion();
    const last = registry.moves().at(-1);
    expect([champion?.id, last?.previousId ?? undefined]).toContain(said('promoted', 'rolled').at(-1) ?? moved);
    expect(last?.versionId).toBe(champion?.id);
    moved = champion?.id;

    // The version registered last may be pruned only by later ones.
    const registered = said('registered').at(-1);
    expect(versions.map(({ id }) => id)).toEqual(expect.arrayContaining(registered === undefined ? [] : [registered]));

    // No run goes on for ever: what the dead process left running is told as interrupted.
    for (const runId of said('started')) {
      const run = registry.readRun(runId);
      expect(run.status === 'failed' ? run.error?.code : run.status).toMatch(/^(INTERRUPTED|done)$/);
    }
    expect(registry.listRuns({ status: 'running' })).toEqual([]);
  }
  expect(openRegistry({ home, clock: systemClock }).moves().length).toBeGreaterThan(ROUNDS / 2);
});

it('lets one of two processes promote at once and tells the other', { timeout: 60_000 }, async () => {
  const registry = openRegistry({ home, clock: systemClock });
  for (let round = 0; round < 6; round++) {
    const versions = await Promise.all(
      ['a', 'b'].map((name) =>
        registry.registerVersion(
          {
            runId: 'r',
            model: 'ease',
            snapshotId: 's',
            itemsChecksum: 'c',
            config: {},
            seed: 1,
            codeVersion: 'x',
            metrics: {},
          },
          (path) => writeFileSync(path, `${name}${round}`),
        ),
      ),
    );
    const meeting = mkdtempSync(join(home, 'meeting-'));
    const ending = Promise.all(versions.map(({ id }) => runChild('promote-once.ts', [home, id, meeting])));
    while (readdirSync(meeting).length < versions.length) await new Promise((resolve) => setTimeout(resolve, 5));
    writeFileSync(join(meeting, 'go'), '');
    const ends = await ending;
    const answers = ends.map(({ lines }) => lines[0]);
    expect(answers.toSorted()).toEqual(['CONFLICTING_MOVE', 'promoted']);
    expect(registry.champion()?.id).toBe(versions[answers.indexOf('promoted')]?.id);
    expect(registry.moves()).toHaveLength(round + 1);
  }
});

it('shows a run of a living process as running, and as interrupted once that is killed', {
  timeout: 60_000,
}, async () => {
  const isSeen = Promise.withResolvers<void>();
  const child = runChild('register-forever.ts', [home, '1'], { killWhen: isSeen.promise });
  const registry = openRegistry({ home, clock: systemClock });
  let seen = registry.listRuns({ status: 'running' });
  while (seen.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen = registry.listRuns({ status: 'running' });
  }
  expect(seen[0]?.endedMs).toBeNull();
  isSeen.resolve();
  await child;
  const left = registry.listRuns();
  expect(left.filter(({ status }) => status === 'running')).toEqual([]);
  expect(left.filter(({ error }) => error?.code === 'INTERRUPTED').length).toBeGreaterThan(0);
});
