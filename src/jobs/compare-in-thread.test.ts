import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { compareRuns, openRegistry, type Registry, type Run } from '../registry/index.ts';
import { pairedBy, writeCases } from './case-figures.ts';
import { openComparisons } from './compare-in-thread.ts';

let home: string;
let registry: Registry;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-compare-'));
  registry = openRegistry({ home, clock: systemClock });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const METRIC = 'fixed-split ndcg@20';

function benchmark(values: readonly number[] | null, config: Run['config']): Run {
  const { id } = registry.startRun({ kind: 'benchmark', seed: 1, codeVersion: 'abc', model: 'ease', config });
  const factors = [(values ?? []).map((_, user) => `u${user}`)];
  const reports =
    values === null ? [] : [writeCases(registry, id, [{ id: 'fixed-split', factors, figures: { [METRIC]: values } }])];
  return registry.finishRun(id, { metrics: { [METRIC]: { value: 0.5, low: 0.4, high: 0.6 } }, reports });
}

const same = { protocol: 'fixed-split', data: 'abc', split: {} };
const values = Array.from({ length: 3_000 }, (_, user) => (user % 7) / 7);

describe('comparisons in a thread', () => {
  it('say what compareRuns says, and leave the caller free meanwhile', async () => {
    const [a, b] = [
      benchmark(values, same),
      benchmark(
        values.map((value) => value / 2),
        same,
      ),
    ];
    const compare = openComparisons(home);
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    try {
      const [first, second] = await Promise.all([compare([a, b]), compare([b, a])]);
      expect(first).toEqual(compareRuns([a, b], pairedBy(registry)));
      expect(first.metrics[0].differences[1]).toMatchObject({ method: 'paired' });
      expect(second.metrics[0].differences[1]!.value).toBeCloseTo(-first.metrics[0].differences[1]!.value, 12);
    } finally {
      clearInterval(turning);
    }
    expect(turns).toBeGreaterThan(3);
  });

  it('refuse benchmarks of other files, and another kind of run, by name; a refusal holds up nobody', async () => {
    const compare = openComparisons(home);
    const [a, b] = [benchmark(values, same), benchmark(values, { ...same, data: 'xyz' })];
    await expect(compare([a, b])).rejects.toMatchObject({
      code: 'INCOMPARABLE_RUNS',
      message: expect.stringContaining('(files xyz); expected files abc') as string,
    });
    const train = registry.finishRun(registry.startRun({ kind: 'train', seed: 1, codeVersion: 'abc' }).id);
    await expect(compare([a, train])).rejects.toMatchObject({ code: 'INCOMPARABLE_RUNS' });
    const bare = benchmark(null, same);
    const { metrics } = await compare([a, bare]);
    expect(metrics[0].differences[1]).toMatchObject({ method: 'independent' });
    expect((await compare([a, a])).metrics[0].differences[1]).toMatchObject({ value: 0, method: 'paired' });
  });
});
