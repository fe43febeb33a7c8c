/** How long does it take to read 20 million ratings and hold users out of them, as on ML-20M, and how much memory? The file is made up. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random } from '../src/base/random.ts';
import { type Result, summarize } from './harness.ts';

/** As many as in ML-20M. */
const SIZE = { users: 138_493, titles: 26_744, ratings: 20_000_263 };
const SEED = 1;
const ROUNDS = 3;
const PROCESS = fileURLToPath(new URL('./held-out-process.ts', import.meta.url));

interface Told {
  readonly users: number;
  readonly titles: number;
  readonly training: number;
  readonly asked: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

export async function run(): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'butaca-held-out-'));
  try {
    const path = join(scratch, 'ratings.csv');
    writeRatings(path);
    const told = Array.from(
      { length: ROUNDS },
      () => JSON.parse(execFileSync(process.execPath, [PROCESS, path], { encoding: 'utf8' })) as Told,
    );
    const [{ users, titles, training, asked }] = told;
    const megabytes = statSync(path).size / 1e6;
    return {
      question: 'held-out',
      measurements: [
        summarize(
          'read 20 million ratings and hold users out',
          told.map(({ ms }) => ms),
        ),
        summarize(
          'the same, processor time of the process',
          told.map(({ cpuMs }) => cpuMs),
        ),
      ],
      figures: [{ name: 'peak memory', value: Math.max(...told.map(({ peakMb }) => peakMb)), unit: 'MiB' }],
      notes: [
        `${SIZE.ratings} lines of user, title, stars, time (${megabytes.toFixed(0)} MB); of four stars or more: ${users} users, ${titles} titles, ${training} pairs to train from, ${asked} users asked.`,
      ],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Writes ratings of users of very different activity, a few titles known to many and many to few, in the order of users. */
function writeRatings(path: string): void {
  const stream = random(SEED, 'held-out');
  const handle = openSync(path, 'w');
  try {
    let text = 'userId,movieId,rating,timestamp\n';
    const mean = SIZE.ratings / SIZE.users;
    for (let user = 1, written = 0; written < SIZE.ratings; user++) {
      const wanted = user >= SIZE.users ? SIZE.ratings : Math.round(20 - (mean - 20) * Math.log(1 - stream.next()));
      const size = Math.min(wanted, SIZE.ratings - written);
      const [start, step] = [stream.below(SIZE.titles), 1 + stream.below(SIZE.titles - 1)];
      for (let at = 0; at < size; at++) {
        // Steps of one length meet no title twice before they have met all that they can; squares make the first titles known to most.
        const place = ((start + at * step) % SIZE.titles) / SIZE.titles;
        const title = 1 + Math.floor(place ** 2 * SIZE.titles);
        text += `${user},${title},${1 + stream.below(9) / 2},${1_100_000_000 + stream.below(3e8)}\n`;
      }
      written += size;
      if (text.length > 1 << 22) {
        writeSync(handle, text);
        text = '';
      }
    }
    writeSync(handle, text);
  } finally {
    closeSync(handle);
  }
}
