/**
 * How good is the bilingual lexicon: do wishes in Spanish find what the same wishes find in English, over a catalogue whose
 * synopses are English? Asked with the pairs of data/lexicon-queries.tsv, which were written by hand.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { importSources, openSnapshot } from '../src/dataset/index.ts';
import { openKernels } from '../src/kernels/index.ts';
import { models, type Query, type Scorer } from '../src/models/index.ts';
import { filmLexicon, readText } from '../src/models/text/index.ts';
import type { Figure, Result } from './harness.ts';

const SEED = 42;
const LENGTHS = [10, 50] as const;
const PAIRS = fileURLToPath(new URL('./data/lexicon-queries.tsv', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));

interface Pair {
  readonly es: string;
  readonly en: string;
}

function readPairs(): Pair[] {
  const [, ...lines] = readFileSync(PAIRS, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [es = '', en = ''] = line.split('\t');
    return { es, en };
  });
}

async function openSample(): Promise<{ scorer: Scorer; items: number }> {
  const home = mkdtempSync(join(tmpdir(), 'butaca-lexicon-'));
  try {
    await importSources({ folder: SAMPLE, home, clock: systemClock, progress: silent });
    const { titles, interactions } = await openSnapshot(home);
    const definition = models['content'];
    const kernels = await openKernels({ threads: 2 });
    const now = interactions.times.reduce((latest, time) => (time > latest ? time : latest), 0);
    const config: unknown = definition.config.parse({});
    const data = { interactions, titles, now };
    const artifact = await definition.train(data, config, { kernels, seed: SEED, progress: silent });
    kernels.close();
    return { scorer: definition.load(artifact, titles, { kernels: await openKernels() }), items: titles.length };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The best `n` items for a text; `language` as given, or found out. */
function listFor(scorer: Scorer, items: number, text: string, n: number, language?: 'es' | 'en'): number[] {
  const query: Query = {
    items: new Int32Array(),
    weights: new Float32Array(),
    times: new Float64Array(),
    text,
    ...(language === undefined ? {} : { language }),
    now: 0,
  };
  const out = new Float32Array(items);
  scorer.score(query, out);
  return [...out.keys()].sort((a, b) => out[b] - out[a] || a - b).slice(0, n);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

const overlap = (a: readonly number[], b: readonly number[]): number => {
  const known = new Set(b);
  return a.filter((item) => known.has(item)).length / a.length;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export async function run(): Promise<Result> {
  const pairs = readPairs();
  const { scorer, items } = await openSample();
  const figures: Figure[] = [
    { name: 'pairs of wishes', value: pairs.length, unit: 'pairs' },
    { name: 'headwords and phrases', value: filmLexicon().size, unit: 'entries' },
  ];
  const popular = LENGTHS.map((n) => listFor(scorer, items, '', n));
  const worst: [number, string][] = [];
  for (const [at, n] of LENGTHS.entries()) {
    const english = pairs.map(({ en }) => listFor(scorer, items, en, n));
    const spanish = pairs.map(({ es }) => listFor(scorer, items, es, n));
    const untranslated = pairs.map(({ es }) => listFor(scorer, items, es, n, 'en'));
    const shares = spanish.map((list, pair) => overlap(list, english[pair]));
    if (at === 0) shares.forEach((share, pair) => worst.push([share, pairs[pair].es]));
    figures.push(
      { name: `top ${n} shared with English, through the lexicon`, value: round(mean(shares)), unit: 'share' },
      {
        name: `top ${n} shared with English, read as if English`,
        value: round(mean(untranslated.map((list, pair) => overlap(list, english[pair])))),
        unit: 'share',
      },
      {
        name: `top ${n} shared with English, the popular list`,
        value: round(mean(english.map((list) => overlap(popular[at], list)))),
        unit: 'share',
      },
    );
  }
  const read = pairs.map(({ es }) => readText(es, { language: 'es' }).coverage);
  const words = read.reduce((sum, coverage) => sum + coverage.words, 0);
  const known = read.reduce((sum, coverage) => sum + coverage.known, 0);
  const found = pairs.flatMap(({ es, en }) => [readText(es).language === 'es', readText(en).language === 'en']);
  figures.push(
    { name: 'content words and phrases known', value: round(known / words), unit: 'share' },
    { name: 'language found out', value: round(mean(found.map(Number))), unit: 'share' },
  );
  scorer.close();
  worst.sort((a, b) => a[0] - b[0]);
  return {
    question: 'lexicon',
    measurements: [],
    figures,
    notes: [
      'pairs and lexicon are by the same hand; a stranger will use words that neither has',
      `furthest from English: ${worst
        .slice(0, 6)
        .map(([share, text]) => `${text} (${share})`)
        .join(' · ')}`,
    ],
  };
}
