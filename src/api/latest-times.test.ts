import { expect, it } from 'vitest';
import { openLatestTimes } from './latest-times.ts';

it('tells median and 95th percentile of the latest thousand', () => {
  const times = openLatestTimes();
  expect(times.read()).toEqual({ count: 0, medianMs: null, p95Ms: null });
  for (let ms = 1; ms <= 100; ms++) times.add(ms);
  expect(times.read()).toEqual({ count: 100, medianMs: 51, p95Ms: 96 });
  for (let turn = 0; turn < 1000; turn++) times.add(7);
  expect(times.read()).toEqual({ count: 1000, medianMs: 7, p95Ms: 7 });
});
