import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as contract from '../../src/api/contract/index.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await smallServer({ withModel: false, withCatalogues: true });
});
afterAll(() => server.close());

const ask = async (address: string) => server.app.inject(`/v1/analysis${address}`);

async function answer<Schema extends z.ZodType>(address: string, schema: Schema): Promise<z.output<Schema>> {
  const response = await ask(address);
  expect(response.statusCode, response.body).toBe(200);
  return schema.parse(response.json());
}

describe('GET /v1/analysis', () => {
  it('makes the exploration once and keeps it, however many ask at a time', async () => {
    const asked = await Promise.all(['', '/words', '/missing', '/findings'].map(ask));
    expect(asked.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const { home, snapshotId } = server.workspace;
    expect(existsSync(join(home, 'reports', `exploration-${snapshotId}.json`))).toBe(true);
  });

  it('says which catalogues there are, what can be asked and where', async () => {
    const { catalogues, sections, report, snapshot } = await answer('?lang=es', contract.analysisSchema);
    expect(snapshot).toBe(server.workspace.snapshotId);
    expect(catalogues.map(({ catalogue, titles }) => `${catalogue} ${titles}`)).toEqual([
      'platform 12',
      'films 11',
      'aggregator 11',
    ]);
    expect(catalogues[2].platforms).toEqual(['amazon', 'disney', 'hulu', 'netflix']);
    expect(sections[0].title).toBe('Merece otra mirada');
    for (const { address } of sections) expect((await server.app.inject(address)).statusCode, address).toBe(200);
    expect((await server.app.inject(report)).statusCode).toBe(200);
  });
});

describe('the sections', () => {
  it('answer as the contract says, for each catalogue', async () => {
    for (const catalogue of ['platform', 'films', 'aggregator']) {
      const query = `?catalogue=${catalogue}&lang=en`;
      await answer(`/relations${query}`, contract.relationsSchema);
      await answer(`/outliers${query}`, contract.outliersSchema);
      await answer(`/missing${query}`, contract.missingSchema);
      await answer(`/findings${query}`, contract.findingsSchema);
      const { calendars } = await answer(`/calendar${query}`, contract.calendarsSchema);
      for (const { cells, n } of calendars) expect(cells.flat().reduce((a, b) => a + b, 0)).toBe(n);
      const { distributions } = await answer(`/distributions${query}`, contract.distributionsSchema);
      expect(distributions.length).toBeGreaterThan(0);
    }
  });

  it('narrow down to a column, a rule, the first few', async () => {
    const { distributions } = await answer(
      '/distributions?catalogue=films&column=cast&top=2&lang=es',
      contract.distributionsSchema,
    );
    expect(distributions).toMatchObject([{ kind: 'names', column: 'cast', label: 'reparto' }]);
    expect(distributions[0]).toHaveProperty('names.length', 2);
    const { outliers } = await answer('/outliers?catalogue=films&rule=revenue-without-budget', contract.outliersSchema);
    expect(outliers).toHaveLength(1);
    const { top } = await answer('/words?catalogue=films&top=1', contract.titleWordsSchema);
    expect(top).toHaveLength(1);
    const { correlations } = await answer('/relations?catalogue=films&column=budget', contract.relationsSchema);
    expect(correlations.every(({ a, b }) => a === 'budget' || b === 'budget')).toBe(true);
  });

  it("tell one platform's titles, whatever the case of its name", async () => {
    const { platform, titles, catalogue } = await answer('/words?platform=DISNEY', contract.titleWordsSchema);
    expect({ platform, titles, catalogue }).toEqual({ platform: 'disney', titles: 5, catalogue: 'aggregator' });
    const { outliers } = await answer('/outliers?catalogue=aggregator&rule=movie-in-seasons', contract.outliersSchema);
    expect(outliers[0].rows.map(({ title }) => title)).toEqual(['two seasons of film']);
    const { platforms } = await answer('/platforms', contract.platformsSchema);
    expect(platforms.map((one) => [one.platform, one.movies, one.series, one.untyped])).toEqual([
      ['amazon', 2, 0, 0],
      ['disney', 3, 2, 0],
      ['hulu', 1, 1, 1],
      ['netflix', 1, 0, 0],
    ]);
  });

  it('are tables for spreadsheets with format=csv', async () => {
    for (const [section, heading] of [
      ['distributions', 'column,grain,kind,from,to,name,count,share,n,missing'],
      ['relations', 'a,b,n,pearson,spearman'],
      ['outliers', 'rule,column,found,n,id,title,year,values'],
      ['missing', 'grain,column,n,missing,share'],
      ['words', 'word,titles,count'],
      ['calendar', 'column,month,weekday,count'],
      ['findings', 'kind,strength,n,sentence'],
      ['platforms', 'platform,titles,movies,series,untyped,share,exclusive,medianYear,medianMinutes,meanScore'],
    ]) {
      const response = await ask(`/${section}?format=csv`);
      expect(response.headers['content-type'], section).toBe('text/csv; charset=utf-8');
      expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[a-z]+-[0-9a-f]{16}\.csv"$/);
      expect(response.body.split('\n', 1)[0]).toBe(heading);
    }
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['/words?catalogue=books', 400, 'INVALID_PARAMETER', 'films o aggregator o platform'],
    ['/words?platform=hbo', 404, 'UNKNOWN_PLATFORM', 'amazon'],
    ['/words?catalogue=films&platform=disney', 404, 'UNKNOWN_PLATFORM', ''],
    ['/distributions?catalogue=films&column=runtme', 400, 'INVALID_PARAMETER', 'budget'],
    ['/outliers?catalogue=films&rule=runtime-above-40', 400, 'INVALID_PARAMETER', 'runtime-above-400'],
    ['/words?top=0', 400, 'INVALID_PARAMETER', 'top'],
    ['/words?colum=x', 400, 'INVALID_PARAMETER', 'colum'],
    ['/wrods', 404, 'UNKNOWN_ROUTE', '/v1/analysis/words'],
  ])('%s is told as a problem with what is possible', async (address, status, code, hint) => {
    const response = await ask(address);
    expect(response.statusCode).toBe(status);
    expect(response.json<{ code: string; detail: string }>()).toMatchObject({ code });
    expect(response.json<{ detail: string }>().detail).toContain(hint);
  });
});

describe('the report', () => {
  it('is one page that the policy of its answer lets through as it is', async () => {
    const response = await ask('/report?lang=en');
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(response.headers['content-security-policy']);
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(response.body)!;
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(response.body.match(/<style/g)).toHaveLength(1);
    expect(response.body).not.toMatch(/<script| style=|https?:/);
    expect(response.body).toContain('<html lang="en">');
  });
});

describe('without an import', () => {
  it('every address says what to do first', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { openExplorations } = await import('../../src/jobs/index.ts');
    const home = mkdtempSync(join(tmpdir(), 'butaca-explore-'));
    try {
      const explorations = openExplorations({ home, jobs: { runExplore: () => Promise.reject(new Error('asked')) } });
      await expect(explorations.current()).rejects.toMatchObject({ code: 'MISSING_SNAPSHOT' });
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
