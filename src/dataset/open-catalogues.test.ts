import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import { silent } from '../base/progress.ts';
import type { SnapshotManifest } from './contract.ts';
import { importSources } from './import-sources.ts';
import { openCatalogues } from './open-catalogues.ts';
import { FILES } from './open-snapshot.ts';

const TABLES = {
  'movies.csv': 'movieId,title\n1,A (1999)\n2,B (2000)\n',
  'links.csv': 'movieId,imdbId,tmdbId\n2,9,700\n',
  'films.csv':
    'id,title,overview,vote_count,production_companies,release_date\n700,B,text,3,[],2000-01-31\n8,C,,1,[],1999-03-31\n',
  'hulu_titles.csv': 'show_id,type,title,listed_in,release_year\ns1,Movie,B,Drama,2000\n',
};

let root: string;
let home: string;
let id: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'butaca-catalogues-'));
  for (const [name, text] of Object.entries(TABLES)) writeFileSync(join(root, name), text);
  const files = Object.keys(TABLES).map((name) => join(root, name));
  const made = await importSources({ files, home: join(root, 'made'), clock: fixedClock(1e12), progress: silent });
  id = made.snapshotId!;
});
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'));
  cpSync(join(root, 'made'), home, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

const fileOf = (name: string): string => join(home, 'snapshots', id, name);

/** Changes what the manifest says, hash and all: a snapshot of another history. Returns its id. */
function rewriteManifest(change: (files: Record<string, { bytes: number; sha256: string }>) => void): string {
  const manifest = JSON.parse(readFileSync(fileOf(FILES.manifest), 'utf8')) as SnapshotManifest;
  const files = { ...manifest.files };
  change(files);
  const { feedbackSequence } = manifest;
  const contentHash = sha256(canonicalJson({ format: 1, files, feedbackSequence }));
  const other = contentHash.slice(0, 16);
  cpSync(join(home, 'snapshots', id), join(home, 'snapshots', other), { recursive: true });
  const text = JSON.stringify({ ...manifest, id: other, contentHash, files });
  writeFileSync(join(home, 'snapshots', other, FILES.manifest), text);
  return other;
}

describe('openCatalogues', () => {
  it('opens the films, the titles of the platforms and the links between them', async () => {
    const { films, aggregator, links } = await openCatalogues(home);
    expect([...films!.ids]).toEqual([8, 700]);
    expect([...films!.titles]).toEqual(['C', 'B']);
    expect([...aggregator!.ids]).toEqual(['hs1']);
    expect([...links!.filmOfItem]).toEqual([-1, 1]);
    expect([...links!.filmConfidence]).toEqual([0, 1]);
  });

  it('reads each file once and copies nothing out of it', async () => {
    const { films } = await openCatalogues(home);
    expect(films!.releaseDates.buffer).toBe(films!.ids.buffer);
    expect(films!.titles.bytes.buffer).toBe(films!.ids.buffer);
    expect(films!.cast.indices.buffer).toBe(films!.ids.buffer);
  });

  it('gives null for what a snapshot does not have, as one from before there were catalogues', async () => {
    const old = rewriteManifest((files) => {
      for (const name of [FILES.films, FILES.aggregator, FILES.links]) delete files[name];
    });
    expect(await openCatalogues(home, old)).toEqual({ films: null, aggregator: null, links: null });
  });

  it.each<[string, () => string | undefined]>([
    ['is cut off', () => truncateSync(fileOf(FILES.films), 500) as undefined],
    [
      'has changed',
      () => {
        const bytes = readFileSync(fileOf(FILES.aggregator));
        bytes[bytes.length - 70] ^= 1;
        writeFileSync(fileOf(FILES.aggregator), bytes);
        return undefined;
      },
    ],
    ['is missing', () => rmSync(fileOf(FILES.links)) as undefined],
    [
      'is another kind of file',
      () =>
        rewriteManifest((files) => {
          cpSync(fileOf(FILES.interactions), fileOf(FILES.films));
          files[FILES.films] = files[FILES.interactions];
        }),
    ],
    ['lacks its links', () => rewriteManifest((files) => void delete files[FILES.links])],
    ['has links to other tables', () => rewriteManifest((files) => void delete files[FILES.aggregator])],
  ])('refuses a snapshot of which a file %s', async (_, harm) => {
    const harmed = harm() ?? id;
    await expect(openCatalogues(home, harmed)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
  });

  it('tells of a snapshot that is not there', async () => {
    await expect(openCatalogues(join(home, 'nowhere'))).rejects.toMatchObject({ code: 'MISSING_SNAPSHOT' });
    await expect(openCatalogues(home, '0123456789abcdef')).rejects.toMatchObject({ code: 'UNKNOWN_SNAPSHOT' });
  });
});
