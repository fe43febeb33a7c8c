/** A process of its own for the neighbours benchmark: finds the neighbours of a workspace's films and tells time, memory and hash as JSON. */
import { silent } from '../src/base/progress.ts';
import { sha256 } from '../src/base/hash.ts';
import { encodeTensors } from '../src/base/tensors.ts';
import { openCatalogues } from '../src/dataset/index.ts';
import { findNeighbours, neighboursConfig } from '../src/models/index.ts';

const [home, threads] = process.argv.slice(2) as [string, string];
const { films } = await openCatalogues(home);
if (films === null) throw new Error(`no films in ${home}`);
const start = performance.now();
const config = neighboursConfig.parse({});
const { tensors, metadata } = await findNeighbours(films, config, { threads: Number(threads), progress: silent });
const ms = performance.now() - start;
const { user, system } = process.cpuUsage();
const bytes = encodeTensors(tensors, { ...metadata });
process.stdout.write(
  JSON.stringify({
    ms,
    cpuMs: (user + system) / 1_000,
    peakMb: process.resourceUsage().maxRSS / 1_024,
    megabytes: bytes.length / 1e6,
    sha256: sha256(bytes),
  }),
);
