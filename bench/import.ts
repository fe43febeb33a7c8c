/** How long does an import take, process start included, and how long does its snapshot take to open? */
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { random } from '../src/base/random.ts';
import { openCatalogues, openSnapshot } from '../src/dataset/index.ts';
import { type Figure, measure, type Measurement, type Result, summarize } from './harness.ts';

const SEED = 42;
const ROUNDS = 5;
const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));
const PROCESS = fileURLToPath(new URL('./import-process.ts', import.meta.url));
/** The full public data, where it is there (BUTACA_DATA, or ../shared/data beside the repository). */
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const LARGE = { interactions: 2_000_000, users: 14_000, items: 20_000 };

interface Told {
  readonly snapshotId: string;
  readonly titles: number;
  readonly interactions: number;
  readonly folded: number;
  readonly peakMb: number;
  /** Processor time of the import, both threads, milliseconds. */
  readonly cpuMs: number;
}

/** Imports in a fresh process into a fresh workspace; `expected` interactions must come of it. */
function importFresh(folder: string, home: string, expected: number): Told & { ms: number } {
  rmSync(home, { recursive: true, force: true });
  const start = performance.now();
  const child = spawnSync(process.execPath, [PROCESS, folder, home], { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (child.status !== 0) throw new Error(child.stderr);
  const told = JSON.parse(child.stdout) as Told;
  if (told.interactions + told.folded !== expected) {
    throw new Error(`${told.interactions} interactions and ${told.folded} folded; expected ${expected}`);
  }
  return { ...told, ms };
}

/** The platform's two tables as a client has them: not compressed. */
function unpackPlatform(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['movies.csv', 'interactions.csv']) {
    writeFileSync(join(folder, name), gunzipSync(readFileSync(join(SAMPLE, 'platform', `${name}.gz`))));
  }
}

async function writeLarge(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { interactions, users, items } = LARGE;
  const titles = Array.from({ length: items }, (_, i) => `${i},Title ${i} (1999)\n`).join('');
  writeFileSync(join(folder, 'movies.csv'), `movieId,title\n${titles}`);
  const draw = random(SEED, 'import');
  const file = createWriteStream(join(folder, 'ratings.csv'));
  file.write('userId,movieId,rating,timestamp\n');
  for (let at = 0; at < interactions; ) {
    let part = '';
    for (const end = Math.min(interactions, at + 20_000); at < end; at++) {
      const user = Math.floor((at * users) / interactions);
      part += `${user},${draw.below(items)},${(1 + draw.below(10)) / 2},${1_000_000_000 + draw.below(500_000_000)}\n`;
    }
    if (!file.write(part)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

export async function run(): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'butaca-bench-import-'));
  const home = join(root, 'var');
  const measurements: Measurement[] = [];
  const figures: Figure[] = [];
  const rounds = (name: string, folder: string, expected: number, count: number): Measurement => {
    const told = Array.from({ length: count + 1 }, () => importFresh(folder, home, expected)).slice(1);
    const times = summarize(
      name,
      told.map(({ ms }) => ms),
    );
    measurements.push(times);
    figures.push({ name: `${name}: peak memory`, value: Math.max(...told.map(({ peakMb }) => peakMb)), unit: 'MB' });
    const cpuSeconds = Math.min(...told.map(({ cpuMs }) => cpuMs)) / 1000;
    figures.push({ name: `${name}: processor time of both threads`, value: cpuSeconds, unit: 's' });
    return times;
  };
  try {
    unpackPlatform(join(root, 'platform'));
    const platform = rounds(
      'import of platform/ (9,742 titles, 100,836 interactions)',
      join(root, 'platform'),
      100_836,
      ROUNDS,
    );
    figures.push({ name: 'import of platform/', value: platform.median / 1000, unit: 's', goal: '< 3' });
    measurements.push(await measure('openSnapshot of platform/', async () => openSnapshot(home), { rounds: 15 }));
    figures.push({ name: 'openSnapshot', value: measurements.at(-1)!.median, unit: 'ms', goal: '< 200' });
    rounds('import of the sample with its films and credits', SAMPLE, 100_836, 3);
    const streaming = rounds(
      'import of the four platforms of the sample (22,998 titles)',
      join(SAMPLE, 'streaming'),
      0,
      3,
    );
    figures.push({ name: 'import of the four platforms', value: streaming.median / 1000, unit: 's', goal: '< 3' });
    if (existsSync(join(FULL, 'tmdb/movies_dataset.csv.gz'))) {
      const name =
        'import of the films tables (45,466 films, 45,476 credits cells, 46,419 of keywords, 100,004 ratings)';
      const films = rounds(name, join(FULL, 'tmdb'), 99_810, 2);
      figures.push({ name: 'import of the films tables', value: films.median / 1000, unit: 's', goal: '< 20' });
      measurements.push(
        await measure('openCatalogues of 45,346 films', async () => openCatalogues(home), { rounds: 15 }),
      );
    }
    await writeLarge(join(root, 'large'));
    const large = rounds(`import of ${LARGE.interactions} interactions`, join(root, 'large'), LARGE.interactions, 2);
    const perSecond = LARGE.interactions / (large.median / 1000);
    figures.push({ name: 'interactions imported a second, in large', value: perSecond, unit: '1/s' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return {
    question: 'import',
    measurements,
    figures,
    notes: [
      'Each import is a fresh process (process start counts) into an empty workspace, files in the cache of the disk.',
      'The films tables are those of the full public data; without them that line is left out.',
      'Durable writes count: snapshot files, folder and pointer are synced to the disk.',
      `The large table is made up (seed ${SEED}): ${LARGE.users} users, ${LARGE.items} titles.`,
    ],
  };
}
