/** One suite for every model: what each scorer promises, whatever it is made of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isButacaError } from '../../src/base/errors.ts';
import { silent } from '../../src/base/progress.ts';
import { encodeTensors } from '../../src/base/tensors.ts';
import { openKernels } from '../../src/kernels/index.ts';
import {
  type Artifact,
  type ModelDefinition,
  type Query,
  readArtifact,
  type Scorer,
  type TrainingData,
  writeArtifact,
} from '../../src/models/index.ts';
import { awkwardWorlds, checkerboard, historyOf, queryOf, title, twoTastes, world } from './worlds.ts';

export interface ScorerSuite {
  readonly definition: ModelDefinition;
  /** Options that differ from the defaults, because the worlds are tiny. */
  readonly config?: Record<string, unknown>;
  /** Promises a model cannot keep by its nature: name of the promise → why. */
  readonly skips?: Readonly<Partial<Record<Promised, string>>>;
}

type Promised = 'checkerboard' | 'dislikes' | 'fold-in';

/** Runs the suite for one model. */
export function describeScorer({ definition, config = {}, skips = {} }: ScorerSuite): void {
  const opened: Scorer[] = [];
  afterEach(() => {
    for (const scorer of opened.splice(0)) scorer.close();
  });
  async function train(data: TrainingData, seed = 42): Promise<Artifact> {
    const kernels = await openKernels({ threads: 1 });
    try {
      const before = kernels.heap.used;
      const parsed: unknown = definition.config.parse(config);
      const artifact = await definition.train(data, parsed, { kernels, seed, progress: silent });
      expect(kernels.heap.used).toBe(before);
      return artifact;
    } finally {
      kernels.close();
    }
  }
  async function load(artifact: Artifact, data: TrainingData): Promise<Scorer> {
    const scorer = definition.load(artifact, data.titles, { kernels: await openKernels() });
    opened.push(scorer);
    return scorer;
  }
  const trainAndLoad = async (data: TrainingData): Promise<Scorer> => load(await train(data), data);
  function score(scorer: Scorer, data: TrainingData, query: Query): Float32Array {
    const out = new Float32Array(data.titles.length).fill(12345);
    scorer.score(query, out);
    expect([...out].every((value) => Number.isNaN(value) || (Number.isFinite(value) && value !== 12345))).toBe(true);
    return out;
  }
  const expectFalling = (values: number[]): void => {
    expect(values.every((value) => Number.isFinite(value))).toBe(true);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  };
  const bytesOf = (values: Float32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

  describe(`the scorer ${definition.name}`, () => {
    it('answers under its own name with a strict configuration', () => {
      expect(definition.config.safeParse({}).success).toBe(true);
      expect(definition.config.safeParse({ noSuchOption: 1 }).success).toBe(false);
    });

    it('gives items without interactions a number exactly when it declares so', async () => {
      const data = twoTastes(30, 24, 4, 1);
      const out = score(await trainAndLoad(data), data, historyOf(data, 0));
      for (const cold of [20, 21, 22, 23]) expect(Number.isNaN(out[cold])).toBe(!definition.abilities.coldItems);
      expect([...out].some((value) => Number.isFinite(value))).toBe(true);
    });

    it('answers an empty query exactly when it declares so', async () => {
      const data = twoTastes(30, 24, 4, 1);
      const out = score(await trainAndLoad(data), data, queryOf([]));
      expect([...out].some((value) => Number.isFinite(value))).toBe(definition.abilities.coldUsers);
    });

    it.skipIf(skips['fold-in'] !== undefined)('serves a history it never saw in training', async () => {
      const data = twoTastes(60, 40, 4, 2);
      const scorer = await trainAndLoad(data);
      const even = score(scorer, data, queryOf([0, 2, 4, 6]));
      const odd = score(scorer, data, queryOf([1, 3, 5, 7]));
      let leaning = 0;
      for (let item = 8; item < 36; item++) leaning += (item % 2 === 0 ? 1 : -1) * (even[item] - odd[item]);
      expect(leaning).toBeGreaterThan(0);
    });

    it.skipIf(skips.checkerboard !== undefined)(
      'recommends the held-out diagonal of the checkerboard first',
      async () => {
        const data = checkerboard(50);
        const scorer = await trainAndLoad(data);
        for (let user = 0; user < 50; user++) {
          const query = historyOf(data, user);
          const out = score(scorer, data, query);
          const seen = new Set(query.items);
          let best = -1;
          for (let item = 0; item < 50; item++) {
            if (!seen.has(item) && !Number.isNaN(out[item]) && (best < 0 || out[item] > out[best])) best = item;
          }
          expect(best).toBe(user);
        }
      },
    );

    it.skipIf(skips.dislikes !== undefined)('lowers the neighbours of a disliked title', async () => {
      const data = twoTastes(60, 40, 4, 3);
      const scorer = await trainAndLoad(data);
      const liked = score(scorer, data, queryOf([1, 3, 0], [1, 1, 1]));
      const disliked = score(scorer, data, queryOf([1, 3, 0], [1, 1, -1]));
      const lead = (out: Float32Array): number => {
        let sum = 0;
        for (let item = 4; item < 36; item++) sum += item % 2 === 0 ? out[item] : -out[item];
        return sum;
      };
      expect(lead(disliked)).toBeLessThan(lead(liked));
    });

    it('does not depend on the order in which queries come', async () => {
      const data = twoTastes(30, 24, 2, 4);
      const scorer = await trainAndLoad(data);
      const queries = [0, 1, 2, 3, 4].map((user) => historyOf(data, user));
      const forwards = queries.map((query) => score(scorer, data, query));
      const backwards = queries.toReversed().map((query) => score(scorer, data, query));
      forwards.forEach((out, at) => expect(bytesOf(out).equals(bytesOf(backwards[4 - at]))).toBe(true));
    });

    it('leaves the query as it was', async () => {
      const data = twoTastes(30, 24, 2, 4);
      const scorer = await trainAndLoad(data);
      const query = historyOf(data, 3);
      const before = JSON.stringify([[...query.items], [...query.weights], [...query.times]]);
      score(scorer, data, query);
      scorer.explain(query, 5, 3);
      expect(JSON.stringify([[...query.items], [...query.weights], [...query.times]])).toBe(before);
    });

    it('trains to the same bytes from the same seed', async () => {
      const data = twoTastes(40, 30, 3, 5);
      const [first, second] = [await train(data, 7), await train(data, 7)];
      const bytes = (artifact: Artifact): Buffer => encodeTensors(artifact.tensors, { ...artifact.metadata });
      expect(bytes(first).equals(bytes(second))).toBe(true);
    });

    it('scores the same after a round trip through its file', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'scorer-'));
      try {
        const data = twoTastes(40, 30, 3, 6);
        const artifact = await train(data);
        writeArtifact(join(folder, 'model.safetensors'), artifact);
        const [direct, read] = [
          await load(artifact, data),
          await load(readArtifact(join(folder, 'model.safetensors')), data),
        ];
        for (const query of [queryOf([]), historyOf(data, 0), historyOf(data, 1)]) {
          expect(bytesOf(score(direct, data, query)).equals(bytesOf(score(read, data, query)))).toBe(true);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('refuses an artifact of another catalogue or of another model', async () => {
      const data = twoTastes(20, 12, 0, 7);
      const artifact = await train(data);
      const refuses = async (artifact: Artifact, titles: TrainingData['titles']): Promise<boolean> => {
        const kernels = await openKernels();
        try {
          definition.load(artifact, titles, { kernels });
          return false;
        } catch (error) {
          return isButacaError(error, 'UNSUPPORTED_ARTIFACT');
        } finally {
          kernels.close();
        }
      };
      expect(await refuses(artifact, data.titles.slice(1))).toBe(true);
      expect(await refuses({ ...artifact, metadata: { ...artifact.metadata, model: 'other' } }, data.titles)).toBe(
        true,
      );
      expect(await refuses({ ...artifact, tensors: new Map() }, data.titles)).toBe(true);
    });

    it('explains with its largest parts first, and only from what it was asked with', async () => {
      const data = twoTastes(60, 40, 4, 8);
      const scorer = await trainAndLoad(data);
      const query = historyOf(data, 0);
      let explained = 0;
      for (let item = 0; item < 40; item++) {
        const parts = scorer.explain(query, item, 3);
        expect(parts.length).toBeLessThanOrEqual(3);
        expectFalling(parts.map(({ amount }) => amount));
        const named = parts.filter(({ kind }) => kind === 'history').map(({ item: known }) => known!);
        expect(named.filter((known) => !query.items.includes(known))).toEqual([]);
        explained += parts.length;
      }
      expect(explained > 0).toBe(definition.abilities.explanation);
      expect(scorer.explain(query, 5, 0)).toEqual([]);
      expect(scorer.explain(query, 4000, 3)).toEqual([]);
    });

    it('names similar items best first, and never the item itself', async () => {
      const data = twoTastes(60, 40, 4, 9);
      const scorer = await trainAndLoad(data);
      let found = 0;
      for (let item = 0; item < 40; item++) {
        const similar = scorer.similar(item, 5);
        expect(similar.length).toBeLessThanOrEqual(5);
        expect(new Set(similar.map(({ item: other }) => other)).size).toBe(similar.length);
        expect(similar.map(({ item: other }) => other)).not.toContain(item);
        expectFalling(similar.map(({ score }) => score));
        found += similar.length;
      }
      expect(found > 0).toBe(definition.abilities.similarItems);
      expect(scorer.similar(4000, 5)).toEqual([]);
      expect(scorer.similar(1, 0)).toEqual([]);
    });

    it.each(awkwardWorlds())('copes with $what', async ({ data, query }) => {
      const scorer = await trainAndLoad(data);
      expect(score(scorer, data, query)).toHaveLength(data.titles.length);
      for (let item = 0; item < data.titles.length; item++) {
        expect(scorer.explain(query, item, 3).length).toBeLessThanOrEqual(3);
        expect(scorer.similar(item, 3).length).toBeLessThan(Math.max(1, data.titles.length));
      }
    });

    it('copes with weights and words that say nothing', async () => {
      const data = twoTastes(30, 24, 2, 10);
      const scorer = await trainAndLoad(data);
      const silentQueries: Query[] = [
        queryOf([0, 2, 4], [0, 0, 0]),
        queryOf([0, 2, 4], [Number.NaN, 1, 0]),
        { ...queryOf([]), text: '¿¡…!? ☃', genres: ['No such genre'], tags: [''] },
        { ...queryOf([1]), now: Number.NaN },
      ];
      for (const query of silentQueries) expect(score(scorer, data, query)).toHaveLength(30 - 6);
    });

    it('serves a user with thousands of items', async () => {
      const items = 2000;
      const rows = Array.from({ length: items }, (_, item) => [0, item] as const);
      const others = Array.from({ length: items }, (_, item) => [1 + (item % 40), item] as const);
      const more = Array.from({ length: items }, (_, item) => [1 + ((item * 7) % 40), (item * 13) % items] as const);
      const unique = [...new Map([...others, ...more].map((row) => [row.join(), row])).values()];
      const data = world(
        41,
        Array.from({ length: items }, (_, i) => title(i)),
        [...rows, ...unique],
      );
      const out = score(await trainAndLoad(data), data, historyOf(data, 0));
      expect([...out].filter((value) => Number.isFinite(value)).length).toBeGreaterThan(items / 2);
    });
  });
}
