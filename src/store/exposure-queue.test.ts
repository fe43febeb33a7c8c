import { expect, it } from 'vitest';
import type { Exposure } from './contract.ts';
import { createExposureQueue, EXPOSURE_LIMIT } from './exposure-queue.ts';
import { EXPOSURE_FIELDS, type Value } from './messages.ts';

const exposure = (slateId: string): Exposure => ({
  slateId,
  userId: null,
  itemIds: ['m1'],
  versionId: 'v1',
  timeMs: 0,
  context: 'test',
});
const slates = (rows: readonly Value[]): Value[] => rows.filter((_, at) => at % EXPOSURE_FIELDS === 0);

it('writes in order and in batches', async () => {
  const batches: Value[][] = [];
  const queue = createExposureQueue(
    async (rows) => void batches.push(slates(rows)),
    () => undefined,
  );
  for (let i = 0; i < 1_234; i++) queue.add(exposure(`s${i}`));
  await queue.flush();
  expect(batches.flat()).toEqual(Array.from({ length: 1_234 }, (_, i) => `s${i}`));
  expect(batches.length).toBeGreaterThan(1);
  expect(queue.dropped).toBe(0);
});

it('drops the oldest and counts them when more come than may wait', async () => {
  const written: Value[] = [];
  const queue = createExposureQueue(
    async (rows) => void written.push(...slates(rows)),
    () => undefined,
  );
  const extra = EXPOSURE_LIMIT + 5;
  for (let i = 0; i < EXPOSURE_LIMIT + extra; i++) queue.add(exposure(`s${i}`));
  expect(queue.dropped).toBe(extra);
  await queue.flush();
  expect(written).toHaveLength(EXPOSURE_LIMIT);
  expect(written[0]).toBe(`s${extra}`);
  expect(written.at(-1)).toBe(`s${EXPOSURE_LIMIT + extra - 1}`);
});

it('counts and tells what could not be written, and goes on with the rest', async () => {
  const told: number[] = [];
  const written: Value[] = [];
  let calls = 0;
  const queue = createExposureQueue(
    async (rows) => {
      if (calls++ === 0) throw new Error('disk full');
      written.push(...slates(rows));
    },
    (count) => told.push(count),
  );
  for (let i = 0; i < 700; i++) queue.add(exposure(`s${i}`));
  await queue.flush();
  expect(queue.dropped).toBe(told[0]);
  expect(written).toHaveLength(700 - queue.dropped);
  expect(written.at(-1)).toBe('s699');
});
