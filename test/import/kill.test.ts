import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { random } from '../../src/base/random.ts';
import { latestSnapshotId, openSnapshot } from '../../src/dataset/index.ts';
import { useScratch } from './scratch.ts';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));
const STAGES = ['read', 'titles', 'core', 'write', 'publish'];
/** Publishing takes a few milliseconds: kills there must come at once. */
const longestDelay = (stage: string): number => (stage === 'publish' ? 12 : 120);

const movies = `movieId,title\n${Array.from({ length: 300 }, (_, i) => `${i},Title ${i} (1999)\n`).join('')}`;
const ratings = (round: number): string => {
  const draws = random(round, 'kill');
  const rows = Array.from(
    { length: 3000 },
    (_, i) => `${draws.below(200)},${draws.below(300)},${1 + draws.below(5)},${1.5e9 + i}\n`,
  );
  return `userId,movieId,rating,timestamp\n${rows.join('')}`;
};

describe('an import that is killed', () => {
  const scratch = useScratch();

  /** Starts an import and kills it `delayMs` after the stage has begun; resolves when the process is gone. */
  async function killAt(stage: string, delayMs: number): Promise<'killed' | 'finished'> {
    const child = spawn(process.execPath, [CHILD, scratch.folder, scratch.home], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const gone = once(child, 'exit');
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (seen.split('\n').includes(stage)) return;
      seen += chunk.toString();
      if (seen.split('\n').includes(stage)) setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    const [code, signal] = (await gone) as [number | null, string | null];
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(errors);
    return signal === 'SIGKILL' ? 'killed' : 'finished';
  }

  it('at any moment leaves a whole snapshot in force, the last one or the new one, and does not stop the next import', async () => {
    scratch.put({ 'movies.csv': movies, 'ratings.csv': ratings(0) });
    let last = (await scratch.import()).snapshotId!;
    const draws = random(7, 'moments');
    let killed = 0;
    for (let round = 1; round <= 10; round++) {
      scratch.put({ 'ratings.csv': ratings(round) });
      const next = (await scratch.import({ home: join(scratch.home, '../other') })).snapshotId!;
      const stage = STAGES[round % STAGES.length];
      const outcome = await killAt(stage, draws.below(longestDelay(stage)));
      if (outcome === 'killed') killed++;
      const inForce = latestSnapshotId(scratch.home)!;
      expect(outcome === 'killed' ? [last, next] : [next]).toContain(inForce);
      const snapshot = await openSnapshot(scratch.home, undefined, { verify: true });
      expect(snapshot.titles).toHaveLength(300);
      last = inForce;
    }
    expect(killed).toBeGreaterThan(0);
    const { snapshotId } = await scratch.import();
    expect((await scratch.open()).id).toBe(snapshotId);
    expect(readdirSync(join(scratch.home, 'staging'))).toEqual([]);
    expect(existsSync(join(scratch.home, 'snapshots', snapshotId!, 'manifest.json'))).toBe(true);
  }, 120_000);

  it('at any moment of a first import leaves no snapshot or a whole one', async () => {
    scratch.put({ 'movies.csv': movies, 'ratings.csv': ratings(0) });
    const draws = random(8, 'moments');
    for (const stage of STAGES) {
      await killAt(stage, draws.below(longestDelay(stage)));
      const id = latestSnapshotId(scratch.home);
      const titles = id === null ? null : (await openSnapshot(scratch.home, id, { verify: true })).titles.length;
      expect([null, 300]).toContain(titles);
    }
    await scratch.import();
    expect((await scratch.open()).titles).toHaveLength(300);
  }, 60_000);
});
