/** A process of its own for the kill test: imports a folder, telling each stage on its standard output. */
import { fixedClock } from '../../src/base/clock.ts';
import { importSources } from '../../src/dataset/index.ts';

const [folder, home] = process.argv.slice(2) as [string, string];
const say = (word: string): void => void process.stdout.write(`${word}\n`);
const { snapshotId } = await importSources({
  folder,
  home,
  clock: fixedClock(Date.UTC(2026, 0, 2)),
  progress: { stage: say, update() {} },
});
say(`done ${snapshotId}`);
