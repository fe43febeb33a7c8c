/** A process of its own for the held-out benchmark: holds users out of a file of ratings and tells counts, time and memory as JSON. */
import { holdOutUsers } from '../src/evaluation/index.ts';

const [path] = process.argv.slice(2) as [string];
const start = performance.now();
const split = await holdOutUsers(path, { minStars: 4, minTitles: 5, heldOut: null, seed: 98765 });
const ms = performance.now() - start;
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({
    users: split.users.length,
    titles: split.items.length,
    training: split.training.indices.length,
    asked: split.test.filter(({ length }) => length > 0).length,
    ms,
    cpuMs: (user + system) / 1_000,
    peakMb: process.resourceUsage().maxRSS / 1_024,
  }),
);
