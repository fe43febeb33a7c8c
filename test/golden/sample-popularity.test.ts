/**
 * Popularity on `existing`, from the shipped CSV files to the figures. The expected numbers were computed by a program that shares
 * nothing with this one (Python's csv, numpy 2.4.6, full sorts): the mean of 20 random orders of equal times and equal counts. Their
 * deviation over those orders is 0.0005 (nDCG), 0.0004 (recall), 0.003 (hit rate) and below 0.0004 for the rest.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import { importSources, openSnapshot } from '../../src/dataset/index.ts';
import { evaluateModels } from '../../src/evaluation/index.ts';
import { openKernels } from '../../src/kernels/index.ts';

it('finds in the sample what an independent program finds', { timeout: 180_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'butaca-golden-'));
  const kernels = await openKernels();
  try {
    const folder = fileURLToPath(new URL('../../data/sample/platform', import.meta.url));
    await importSources({ folders: [folder], home, clock: systemClock, progress: silent });
    const report = await evaluateModels({
      snapshot: await openSnapshot(home),
      models: [{ label: 'popularity', name: 'popularity', config: {} }],
      questions: ['existing'],
      seed: 1,
      kernels,
    });
    const [existing] = report.questions;
    expect(existing).toMatchObject({ id: 'existing', cases: 610, heldOut: 20_164, candidates: 9742 });
    const { metrics, lists } = existing.rows[0];
    const within = (value: number | null, expected: number, tolerance: number): void =>
      expect(Math.abs(value! - expected)).toBeLessThan(tolerance);
    within(metrics['ndcg@10'].value, 0.08705, 0.002);
    within(metrics['recall@10'].value, 0.03863, 0.0015);
    within(metrics['hit-rate@10'].value, 0.3766, 0.01);
    within(lists!.coverage, 0.01006, 0.0005);
    within(lists!.novelty, 1.3858, 0.002);
    within(lists!.diversity, 0.7036, 0.002);
    within(lists!.popularShare, 0.9972, 0.001);
  } finally {
    kernels.close();
    rmSync(home, { recursive: true, force: true });
  }
});
