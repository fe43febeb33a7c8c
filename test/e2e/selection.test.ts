import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { problemSchema, selectionSchema } from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await smallServer({ withModel: false, withCatalogues: true });
});
afterAll(() => server.close());

async function answer(query: string): Promise<z.output<typeof selectionSchema>> {
  const response = await server.app.inject(`/v1/analysis/selection?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return selectionSchema.parse(response.json());
}

async function refusal(query: string): Promise<z.output<typeof problemSchema>> {
  const response = await server.app.inject(`/v1/analysis/selection?lang=en&${query}`);
  expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400);
  return problemSchema.parse(response.json());
}

describe('GET /v1/analysis/selection', () => {
  it('answers as the contract says for every catalogue, the first by default', async () => {
    expect((await answer('')).catalogue).toBe('platform');
    for (const catalogue of ['platform', 'films', 'aggregator']) {
      const { titles, selected, distributions } = await answer(`catalogue=${catalogue}&lang=es`);
      expect(selected).toBe(titles);
      expect(distributions.length).toBeGreaterThan(2);
    }
  });

  it('takes conditions together, with commas in names', async () => {
    const whole = await answer('catalogue=aggregator');
    const platform = whole.distributions.find(({ column }) => column === 'platform')!;
    expect(platform.kind).toBe('names');
    const netflix = await answer('catalogue=aggregator&name=platform:netflix');
    expect(netflix.selected).toBe(
      platform.kind === 'names' ? platform.names.find(({ name }) => name === 'netflix')!.count : 0,
    );
    const two = await answer('catalogue=aggregator&name=platform:netflix&name=platform:hulu&range=releaseYear::2010');
    expect(two.selected).toBeLessThan(two.titles);
    expect((await answer('catalogue=aggregator&name=cast:nobody,%20ever')).selected).toBe(0);
  });

  it('says what it does not know, and what there is', async () => {
    const unknown = await refusal('catalogue=films&range=budgt:1:2');
    expect(unknown.code).toBe('INVALID_PARAMETER');
    expect(unknown.detail).toContain('budget');
    for (const query of ['range=runtime', 'range=runtime:a:b', 'range=runtime:1', 'name=genres', 'month=13', 'what=1'])
      expect((await refusal(`catalogue=films&${query}`)).code, query).toBe('INVALID_PARAMETER');
  });

  it('answers many questions that are asked at a time, each its own', async () => {
    const years = [1990, 1995, 2000, 2005];
    const answers = await Promise.all(years.map(async (year) => answer(`catalogue=films&range=releaseYear:${year}:`)));
    const counts = answers.map(({ selected }) => selected);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });
});
