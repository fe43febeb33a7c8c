import { expect, it } from 'vitest';
import type { Gate, ModelVersion } from './contract.ts';
import { judgeGate } from './gate.ts';

const gate: Gate = { metric: 'ndcg@10', baseline: 'popularity.ndcg@10', tolerance: 0.1 };
const version = (id: string, metrics: Record<string, number>, snapshotId = 's'): ModelVersion => ({
  id,
  model: 'ease',
  createdMs: 0,
  runId: 'r',
  snapshotId,
  itemsChecksum: 'c',
  config: {},
  seed: 1,
  codeVersion: 'x',
  file: { name: 'model.safetensors', bytes: 1, sha256: '' },
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, { value }])),
});
const measured = (id: string, value: number, baseline: number, snapshotId = 's') =>
  version(id, { 'ndcg@10': value, 'popularity.ndcg@10': baseline }, snapshotId);

it('is open for a candidate that reaches popularity and comes near the champion', () => {
  const result = judgeGate(gate, measured('new', 0.2, 0.2), measured('old', 0.22, 0.2));
  expect(result.passed).toBe(true);
  expect(result.checks.map(({ against, passed }) => [against, passed])).toEqual([
    ['baseline', true],
    ['champion', true],
  ]);
});

it('is closed for a candidate worse than popularity', () => {
  const { passed, checks } = judgeGate(gate, measured('new', 0.19, 0.2), null);
  expect(passed).toBe(false);
  expect(checks).toEqual([
    {
      against: 'baseline',
      passed: false,
      metric: 'ndcg@10',
      found: 0.19,
      expected: 0.2,
      message: 'ndcg@10 is 0.1900; expected at least 0.2000 (popularity.ndcg@10)',
    },
  ]);
});

it('is closed for a candidate further below the champion than tolerated', () => {
  // 0.22 less a tenth of it is 0.198.
  const { passed, checks } = judgeGate(gate, measured('new', 0.197, 0.1), measured('old', 0.22, 0.1));
  expect(passed).toBe(false);
  expect(checks[1]).toMatchObject({ against: 'champion', passed: false, found: 0.197 });
  expect(checks[1]?.expected).toBeCloseTo(0.198, 12);
});

it('is closed when the candidate or its baseline was not measured', () => {
  expect(judgeGate(gate, version('new', { 'popularity.ndcg@10': 0.1 }), null).passed).toBe(false);
  const { passed, checks } = judgeGate(gate, version('new', { 'ndcg@10': 0.1 }), null);
  expect(passed).toBe(false);
  expect(checks[0]?.message).toBe('popularity.ndcg@10 was not measured');
});

it('does not compare with a champion of another snapshot, and says so', () => {
  const { passed, checks } = judgeGate(gate, measured('new', 0.1, 0.1), measured('old', 0.9, 0.1, 'other'));
  expect(passed).toBe(true);
  expect(checks[1]).toMatchObject({ expected: null, message: 'the champion was measured on another snapshot' });
});

it('does not compare a version with itself', () => {
  expect(judgeGate(gate, measured('a', 0.2, 0.1), measured('a', 0.2, 0.1)).checks).toHaveLength(1);
});
