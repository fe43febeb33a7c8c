/**
 * How long does it take to find the nearest films of every film, how much memory, how quick is a question, and how good are the lists?
 * Times on the full data where it is found (BUTACA_DATA or ../shared/data), else on the sample. Quality on the sample, whose films are
 * those of MovieLens: Recall@100 of a film's neighbours against the films that the same people watched (100 of highest Jaccard overlap of
 * viewers; films with 10 viewers or more). The weights were chosen on the films with an even hash; the figures are those of the others.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { type FilmsCatalogue, importSources, openCatalogues, openSnapshot } from '../src/dataset/index.ts';
import { resampleMeans } from '../src/evaluation/bootstrap.ts';
import { coWatchNeighbours } from '../src/evaluation/neighbours.ts';
import { findNeighbours, type FilmNeighbours, neighboursConfig, openNeighbours } from '../src/models/index.ts';
import { type Figure, measure, type Measurement, type Result } from './harness.ts';

const SEED = 2026;
const PROCESS = fileURLToPath(new URL('./neighbours-process.ts', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const THREADS = Math.min(2, availableParallelism());
const N = 100;
const QUESTIONS = 2_000;

interface Told {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly megabytes: number;
  readonly sha256: string;
}

function findFresh(home: string, threads: number): Told {
  const child = spawnSync(process.execPath, [PROCESS, home, String(threads)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Told;
}

const open = async (films: FilmsCatalogue, config: object): Promise<FilmNeighbours> =>
  openNeighbours(
    await findNeighbours(films, neighboursConfig.parse(config), { threads: THREADS, progress: silent }),
    films,
    'bench',
  );

/** Only these kinds count. */
function only(kinds: Readonly<Record<string, number>>): object {
  const none = Object.fromEntries(Object.keys(neighboursConfig.parse({}).kinds).map((kind) => [kind, 0]));
  return { k: N, kinds: { ...none, ...kinds } };
}

const VARIANTS: readonly (readonly [name: string, config: object])[] = [
  ['as shipped', { k: N }],
  ['without votes', { k: N, kinds: { votes: 0 } }],
  ['TF-IDF of overview, name and keywords', only({ word: 1, name: 1, keywordWord: 1 })],
  ['TF-IDF of overviews', only({ word: 1 })],
];

/** Whether the weights were chosen on a film; by its TMDB id. */
function isTuned(id: number): boolean {
  let hash = Math.imul(id + 1, 0x9e3779b1);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) & 1) === 0;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function measureQuality(home: string): Promise<Figure[]> {
  const snapshot = await openSnapshot(home);
  const { films, links } = await openCatalogues(home);
  if (films === null || links === null) throw new Error('the sample has no films');
  const { filmOfItem } = links;
  const items = Int32Array.from(filmOfItem.keys()).filter(
    (item) => filmOfItem[item] >= 0 && !isTuned(films.ids[filmOfItem[item]]),
  );
  const truth = coWatchNeighbours(snapshot.interactions, items, { n: N, minViewers: 10, seed: SEED });
  const watched = truth.map(({ item, neighbours }) => ({
    film: filmOfItem[item],
    films: new Set(Array.from(neighbours, (other) => filmOfItem[other]).filter((film) => film >= 0)),
  }));
  const columns: Float64Array[] = [];
  for (const [, config] of VARIANTS) {
    const neighbours = await open(films, config);
    columns.push(
      Float64Array.from(watched, ({ film, films: others }) => {
        const found = neighbours.similar(film, N, 0).filter((near) => others.has(near.film)).length;
        return others.size === 0 ? 0 : found / Math.min(N, others.size);
      }),
    );
  }
  const cases = watched.map(({ film }) => String(film));
  const resampled = resampleMeans(columns, [cases], { rows: 2_000, seed: SEED, purpose: 'film neighbours' });
  return VARIANTS.flatMap(([name], at): Figure[] => {
    const figure = {
      name: `Recall@100, ${name}`,
      value: mean(columns[at]),
      unit: `of co-watched, ${watched.length} films`,
    };
    if (at < 2) return [figure];
    const gains = resampled[0].map((value, row) => value - resampled[at][row]).sort();
    const gain = mean(columns[0]) - mean(columns[at]);
    const [low, high] = [0.025, 0.975].map((share) => gains[Math.floor(share * (gains.length - 1))].toFixed(4));
    return [figure, { name: `gain over ${name}`, value: gain, unit: `95 % interval ${low} to ${high}`, goal: '> 0' }];
  });
}

async function measureQuestions(films: FilmsCatalogue): Promise<Measurement[]> {
  const neighbours = await open(films, {});
  const step = Math.max(1, Math.floor(films.size / QUESTIONS));
  const asked = Array.from({ length: Math.min(films.size, QUESTIONS) }, (_, at) => at * step);
  const ask = (diversity: number) => () => {
    for (const film of asked) neighbours.similar(film, 5, diversity);
  };
  const explain = () => {
    for (const film of asked) {
      for (const { film: other } of neighbours.similar(film, 5, 0)) neighbours.explain(film, other);
    }
  };
  const each = (measurement: Measurement): Measurement => ({
    ...measurement,
    median: measurement.median / asked.length,
    min: measurement.min / asked.length,
    rounds: measurement.rounds.map((round) => round / asked.length),
  });
  return [
    each(await measure('five similar films', ask(0))),
    each(await measure('the same with variety', ask(0.5))),
    each(await measure('the same with what each shares', explain, { rounds: 5, warmUp: 1 })),
  ];
}

export async function run(): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'butaca-bench-neighbours-'));
  try {
    const sample = join(root, 'sample');
    const sources = ['platform', 'tmdb'].map((name) => join(SAMPLE, name));
    await importSources({ folders: sources, home: sample, clock: systemClock, progress: silent });
    const isFull = existsSync(join(FULL, 'tmdb'));
    const home = isFull ? join(root, 'full') : sample;
    if (isFull) await importSources({ folders: [join(FULL, 'tmdb')], home, clock: systemClock, progress: silent });
    const { films } = await openCatalogues(home);
    if (films === null) throw new Error('the import has no films');
    const told = findFresh(home, THREADS);
    const alone = findFresh(home, 1);
    if (alone.sha256 !== told.sha256) throw new Error('the number of threads changed the result');
    const of = `${films.size} films`;
    return {
      question: 'neighbours',
      measurements: await measureQuestions(films),
      figures: [
        { name: `finding them, ${of}, ${THREADS} threads`, value: told.ms / 1_000, unit: 's', goal: '< 60' },
        { name: `finding them, ${of}, 1 thread`, value: alone.ms / 1_000, unit: 's' },
        { name: 'processor time, 1 thread', value: alone.cpuMs / 1_000, unit: 's' },
        { name: `largest memory, ${THREADS} threads`, value: told.peakMb, unit: 'MB', goal: '< 1000' },
        { name: 'file', value: told.megabytes, unit: 'MB' },
        ...(await measureQuality(sample)),
      ],
      notes: [
        isFull ? 'Times on the full data.' : 'Times on the sample: the full data was not found.',
        'The loudest figure of quality, the gain by votes, is bounded on purpose: see docs/models/neighbours.md.',
      ],
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
