import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import { importSources, openSnapshot } from '../../src/dataset/index.ts';
import { evaluateModels, type EvaluationReport } from '../../src/evaluation/index.ts';
import { openKernels } from '../../src/kernels/index.ts';
import { models } from '../../src/models/index.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
const personal = Object.keys(models).filter((name) => name !== 'popularity');

describe('on the sample, for users with a history', () => {
  const home = mkdtempSync(join(tmpdir(), 'quality-'));
  let report: EvaluationReport;

  beforeAll(async () => {
    await importSources({ folder: SAMPLE, home, clock: systemClock, progress: silent });
    const kernels = await openKernels({ threads: 2 });
    try {
      report = await evaluateModels({
        snapshot: await openSnapshot(home),
        models: Object.keys(models).map((name) => ({ label: name, name, config: {} })),
        questions: ['existing'],
        seed: 42,
        kernels,
        resamples: 200,
      });
    } finally {
      kernels.close();
    }
  }, 240_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const isAhead = (a: string, b: string): boolean | undefined =>
    report.questions
      .find(({ id }) => id === 'existing')
      ?.comparisons.find((known) => known.a === a && known.b === b && known.metric === 'ndcg@10')?.aboveZero;

  it.each(personal)('%s ranks better than popularity, beyond chance', (name) => {
    expect(isAhead(name, 'popularity')).toBe(true);
  });

  it.each(personal.filter((name) => name !== 'hybrid'))('the hybrid ranks better than %s, beyond chance', (name) => {
    expect(isAhead('hybrid', name)).toBe(true);
  });
});
