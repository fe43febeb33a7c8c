import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createStudy, openStudy } from './study-files.ts';

const FACTS = {
  codeVersion: '0.1.0',
  snapshotId: 's',
  seed: 1,
  questions: ['existing'],
  models: [],
  cuts: 3,
  lag: 4,
  maxUsers: 100,
};

it('opens the study begun last, also when several began in the same second', () => {
  const home = mkdtempSync(join(tmpdir(), 'butaca-studies-'));
  for (let ms = 0; ms < 20; ms++) {
    const begun = createStudy(home, { ...FACTS, createdMs: Date.UTC(2026, 10, 21, 18, 51, 29, ms) });
    begun.release();
    const latest = openStudy(home, 'latest');
    expect(latest.study.id).toBe(begun.study.id);
    latest.release();
  }
});
