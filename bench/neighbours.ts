/**
 * How long does it take to find the nearest films of every film, how much memory, how quick is a question, and how good are the lists?
 * Times on the full data where it is found (BUTACA_DATA or ../shared/data), else on the sample. Quality on the sample, whose films are
 * those of MovieLens: Recall@100 of a film's neighbours against the films that the same people watched (100 of highest Jaccard overlap of
 * viewers; films with 10 viewers or more), and R-precision on lists matched by viewers, where knowing what is popular helps nobody. The
 * weights were chosen on the films with an even hash; the figures are those of the others.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { random } from '../src/base/random.ts';
import { type FilmsCatalogue, importSources, openCatalogues, openSnapshot } from '../src/dataset/index.ts';
import { resampleMeans } from '../src/evaluation/bootstrap.ts';
import { type CoWatched, coWatchNeighbours } from '../src/evaluation/neighbours.ts';
import { tieOrder } from '../src/evaluation/tie-order.ts';
import { findNeighbours, type FilmNeighbours, neighboursConfig, openNeighbours } from '../src/models/index.ts';
import { type Figure, measure, type Measurement, type Result } from './harness.ts';

const SEED = 2026;
const PROCESS = fileURLToPath(new URL('./neighbours-process.ts', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const THREADS = Math.min(2, availableParallelism());
const N = 100;
/** The matched measure: so many co-watched films among so many times as many others, each as often watched as one of them. */
const NEAREST = 20;
const MATCHED = 25;
/** Of every film so many neighbours are ranked there; what is beyond counts as last. */
const RANKED = 500;
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
  return { kinds: { ...none, ...kinds } };
}

const VARIANTS: readonly (readonly [name: string, config: object])[] = [
  ['as shipped', {}],
  ['without votes', { kinds: { votes: 0 } }],
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

/** A film, the films that its viewers watched most, and films that are watched as often as those. */
interface Pool {
  readonly film: number;
  readonly watched: ReadonlySet<number>;
  readonly matched: readonly number[];
}

/** Draws, for each co-watched film, others of about as many viewers (up to 1 % of the films away in that order). */
function matchFilms(truth: readonly CoWatched[], views: Int32Array, filmOfItem: Int32Array): Pool[] {
  const order = Int32Array.from(filmOfItem.keys()).filter((item) => filmOfItem[item] >= 0);
  const tie = tieOrder(SEED, 'matched films');
  order.sort((a, b) => views[a] - views[b] || tie(a) - tie(b));
  const places = new Map(Array.from(order, (item, place) => [item, place] as const));
  const reach = Math.max(30, Math.round(order.length / 100));
  return truth.map(({ item, neighbours }) => {
    const { below } = random(SEED, 'matched', item);
    const known = new Set([item, ...neighbours]);
    const matched: number[] = [];
    for (const near of neighbours) {
      const place = places.get(near);
      if (place === undefined) continue;
      for (let found = 0, tries = 0; found < MATCHED && tries < 8 * MATCHED; tries++) {
        const other = order[Math.max(0, Math.min(order.length - 1, place - reach + below(2 * reach + 1)))];
        if (known.has(other)) continue;
        known.add(other);
        matched.push(filmOfItem[other]);
        found++;
      }
    }
    const watched = new Set(Array.from(neighbours, (near) => filmOfItem[near]).filter((film) => film >= 0));
    return { film: filmOfItem[item], watched, matched };
  });
}

/** The part of the co-watched films that stand among the first, as many as they are. */
function precisionOf(neighbours: FilmNeighbours, { film, watched, matched }: Pool): number {
  const pool = new Set([...watched, ...matched]);
  const ranked = neighbours.similar(film, RANKED, 0).filter((near) => pool.has(near.film));
  return ranked.slice(0, watched.size).filter((near) => watched.has(near.film)).length / watched.size;
}

/** Recall@100 of a film's neighbours against its co-watched films. */
function recallOf(neighbours: FilmNeighbours, { film, watched }: Pool): number {
  const found = neighbours.similar(film, N, 0).filter((near) => watched.has(near.film)).length;
  return found / Math.min(N, watched.size);
}

const MEASURES = [
  { name: 'Recall@100', n: N, of: recallOf },
  { name: 'matched R-precision', n: NEAREST, of: precisionOf },
] as const;

async function measureQuality(home: string): Promise<Figure[]> {
  const { interactions } = await openSnapshot(home);
  const { films, links } = await openCatalogues(home);
  if (films === null || links === null) throw new Error('the sample has no films');
  const { filmOfItem } = links;
  const views = new Int32Array(interactions.items);
  for (const item of interactions.indices) views[item]++;
  const isAsked = (item: number): boolean => filmOfItem[item] >= 0 && !isTuned(films.ids[filmOfItem[item]]);
  const items = Int32Array.from(filmOfItem.keys()).filter(isAsked);
  const opened: FilmNeighbours[] = [];
  for (const [, config] of VARIANTS) opened.push(await open(films, { ...config, k: RANKED }));
  return MEASURES.flatMap(({ name, n, of }) => {
    const truth = coWatchNeighbours(interactions, items, { n, minViewers: 10, seed: SEED });
    const pools = matchFilms(truth, views, filmOfItem).filter(({ watched }) => watched.size > 0);
    const columns = opened.map((neighbours) => Float64Array.from(pools, (pool) => of(neighbours, pool)));
    const cases = pools.map(({ film }) => String(film));
    const resampled = resampleMeans(columns, [cases], { rows: 2_000, seed: SEED, purpose: name });
    return VARIANTS.map(([variant], at): Figure => {
      const gains = resampled[0].map((value, row) => value - resampled[at][row]).sort();
      const [low, high] = [0.025, 0.975].map((share) => gains[Math.floor(share * (gains.length - 1))].toFixed(4));
      const gain = at === 0 ? '' : `; as shipped gains ${low} to ${high} (95 %)`;
      return { name: `${name}, ${variant}`, value: mean(columns[at]), unit: `${pools.length} films${gain}` };
    });
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
