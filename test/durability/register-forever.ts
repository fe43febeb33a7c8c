/**
 * Runs, registers and promotes versions until it is killed and says each step once it is done. Arguments: workspace, seed.
 * Steps: `started <run>`, `registered <version>`, `promoted <version>`, `rolled <version>`.
 */
import { writeFileSync, writeSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.ts';
import { random } from '../../src/base/random.ts';
import { openRegistry } from '../../src/registry/index.ts';

const [home = '', seed = '0'] = process.argv.slice(2);
const registry = openRegistry({ home, clock: systemClock });
const draw = random(Number(seed), 'register');
const say = (...words: string[]): number => writeSync(1, `${words.join(' ')}\n`);

for (let last = 0; ; last++) {
  const run = registry.startRun({ kind: 'train', seed: Number(seed), codeVersion: 'test', model: 'ease' });
  say('started', run.id);
  const facts = {
    runId: run.id,
    model: 'ease',
    snapshotId: 's',
    itemsChecksum: 'c',
    config: {},
    seed: 1,
    codeVersion: 'x',
  };
  const version = await registry.registerVersion({ ...facts, metrics: {} }, (path) => {
    const content = Buffer.alloc(200_000 + draw.below(400_000), draw.below(256));
    writeFileSync(path, content.subarray(0, 100_000));
    writeFileSync(path, content);
  });
  say('registered', version.id);
  registry.promote(version.id, { reason: `round ${last}` });
  say('promoted', version.id);
  if (last % 3 === 2) say('rolled', registry.rollBack({ reason: 'worse' }).versionId);
  registry.pruneVersions({ keep: 4 });
  if (last % 2 === 0) registry.finishRun(run.id);
}
