import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
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

const home = mkdtempSync(join(tmpdir(), 'butaca-studies-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('opens the study begun last, also when several began in the same second', () => {
  for (let ms = 0; ms < 20; ms++) {
    const begun = createStudy(home, { ...FACTS, createdMs: Date.UTC(2026, 10, 21, 18, 51, 29, ms) });
    begun.release();
    const latest = openStudy(home, 'latest');
    expect(latest.study.id).toBe(begun.study.id);
    latest.release();
  }
});
