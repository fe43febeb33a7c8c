import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCatalogues } from '../../src/dataset/index.ts';
import { useScratch } from '../import/scratch.ts';

const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const TRUTH = join(FULL, 'movielens/ml-latest-small/links.csv');
const hasFull = existsSync(TRUTH) && existsSync(join(FULL, 'tmdb/movies_dataset.csv.gz'));

const scratch = useScratch();

/** Skipped where the full data is not there: the sample's films are only those that the links reach, which shows no precision. */
describe('links by name and year, on the full data', () => {
  it.runIf(hasFull)(
    'are right in 99.9 of 100 cases and find 96 of 100, counted against the links file of MovieLens',
    { timeout: 120_000 },
    async () => {
      const files = ['platform/movies.csv', 'tmdb/movies_dataset.csv.gz'].map((name) => join(FULL, name));
      const { report } = await scratch.import({ folder: undefined, files });
      const { films, links } = await openCatalogues(scratch.home);
      const { titles } = await scratch.open();
      const truth = new Map(
        readFileSync(TRUTH, 'utf8')
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.split(','))
          .map(([id, , tmdbId]): [string, number] => [id, Number(tmdbId)]),
      );
      const known = new Set(films!.ids);
      const toFind = titles.filter(({ id }) => known.has(truth.get(id)!));
      const linked = titles.filter(({ num }) => links!.filmOfItem[num] >= 0);
      const right = linked.filter(({ num, id }) => films!.ids[links!.filmOfItem[num]] === truth.get(id));
      expect(toFind).toHaveLength(9542);
      expect(report.links!.items[0]).toBe(0);
      expect(right.length / linked.length).toBeGreaterThan(0.999);
      expect(right.length / toFind.length).toBeGreaterThan(0.96);
      // The doubtful ones are rightly in doubt: they are few.
      expect(report.links!.doubtful).toBeLessThan(100);
    },
  );
});
