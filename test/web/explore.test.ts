import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

/** Beside other test files a screen may take its time. */
const WAIT = { timeout: 15_000 };
const COUNT = { es: /^([\d.]+) de ([\d.]+) títulos$/, en: /^([\d,]+) of ([\d,]+) titles$/ } as const;

describe.skipIf(missingBrowser !== null)('the screen Explore', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
    // The first question makes the exploration.
    await fetch(`${dashboard.url}/v1/analysis/selection`);
  }, 300_000);
  afterAll(() => dashboard?.close());

  const conditionsOf = (page: Page, language: 'es' | 'en') =>
    page.getByRole('region', { name: language === 'es' ? 'Condiciones' : 'Conditions' });

  /** How many titles the bar says are chosen, once the answer is there. */
  async function countChosen(page: Page, language: 'es' | 'en'): Promise<number> {
    const bar = conditionsOf(page, language).and(page.locator('[data-busy=false]'));
    const status = bar.getByRole('status').filter({ hasText: COUNT[language] });
    await status.waitFor();
    return Number(COUNT[language].exec(await status.innerText())![1].replaceAll(/[.,]/g, ''));
  }

  it.each(['es', 'en'] as const)(
    'keeps in %s the titles of what is pressed, in all charts and in the address',
    async (language) => {
      const page = await dashboard.open('/explore', { language });
      const genres = page.getByRole('figure', { name: language === 'es' ? 'Género' : 'Genre', exact: true });
      const drama = genres.getByRole('button', { name: /^Drama/ });
      const told = Number(/: ([\d.,]+)/.exec((await drama.getAttribute('aria-label'))!)![1].replaceAll(/[.,]/g, ''));
      await drama.click();
      await expect.poll(async () => countChosen(page, language), WAIT).toBe(told);
      expect(new URL(page.url()).searchParams.getAll('name')).toEqual(['genres:Drama']);
      expect(await drama.getAttribute('aria-pressed')).toBe('true');
      // A second condition, in another chart: fewer.
      const cloud = page.getByRole('figure', {
        name: language === 'es' ? 'Palabras de los títulos' : 'Words of the titles',
      });
      await cloud
        .getByRole('button', { name: /: [\d.,]+ (?:títulos|titles)$/ })
        .first()
        .click();
      await expect.poll(async () => countChosen(page, language), WAIT).toBeLessThan(told);
      await page.getByRole('button', { name: language === 'es' ? 'Quitar todos' : 'Clear all' }).click();
      await expect.poll(() => new URL(page.url()).search, WAIT).toBe('');
      dashboard.expectQuiet();
    },
  );

  it('is brushed with the pointer and by keys, and opens the same from a copied address', async () => {
    const page = await dashboard.open('/explore', { language: 'en' });
    const years = page.getByRole('figure', { name: 'Year of release', exact: true });
    const bins = years.getByRole('button', { name: /titles$/ });
    await bins.first().waitFor();
    const [from, to] = [await bins.nth(4).boundingBox(), await bins.nth(8).boundingBox()];
    await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
    const asked: string[] = [];
    page.on('request', (request) => (request.url().includes('/selection') ? asked.push(request.url()) : undefined));
    const whole = await page.getByRole('status').first().innerText();
    await page.mouse.down();
    await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 4 });
    // While it is dragged the count follows, one question at a time, and the address waits.
    await expect.poll(async () => page.getByRole('status').first().innerText(), WAIT).not.toBe(whole);
    expect(new URL(page.url()).searchParams.has('range')).toBe(false);
    expect(asked.length).toBeLessThanOrEqual(5);
    await page.mouse.up();
    await expect.poll(() => new URL(page.url()).searchParams.has('range'), WAIT).toBe(true);
    const brushed = await countChosen(page, 'en');
    expect(brushed).toBeGreaterThan(0);
    await expect.poll(async () => years.locator('[aria-pressed=true]').count(), WAIT).toBe(5);
    const copy = await dashboard.open(page.url().slice(dashboard.url.length), { language: 'en' });
    expect(await countChosen(copy, 'en')).toBe(brushed);
    // By keys: one bin, then one more, then none.
    await bins.nth(8).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => years.locator('[aria-pressed=true]').count(), WAIT).toBe(6);
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.has('range'), WAIT).toBe(false);
    dashboard.expectQuiet();
  });

  it('gives a chart away as picture and as data', async () => {
    const page = await dashboard.open('/explore', { language: 'en' });
    await page.getByRole('button', { name: 'Take the chart away: Genre' }).click();
    const take = async (item: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      await page.getByRole('button', { name: 'Take the chart away: Genre' }).click();
      return readFileSync(await download.path());
    };
    const svg = (await take('Picture to enlarge (SVG)')).toString();
    expect(svg).toMatch(/^<svg [\s\S]*>Genre<[\s\S]*Drama[\s\S]*<\/svg>$/);
    expect(svg).not.toContain('var(--');
    expect((await take('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG');
    expect((await take('Data (CSV)')).toString()).toMatch(/^Genre,titles\n\w+.*,\d+\n/);
    await page.getByRole('menuitem', { name: 'Show the values' }).click();
    await page.getByRole('region', { name: 'Genre' }).getByRole('cell', { name: 'Drama' }).waitFor();
    dashboard.expectQuiet();
  });

  it('shows findings, relations, outliers, gaps and platforms without a fault', async () => {
    const page = await dashboard.open('/explore?catalogue=aggregator', { language: 'en' });
    const parts = page.getByRole('group', { name: 'What to look at' });
    for (const [part, heading] of [
      ['Findings', 'Findings'],
      ['Relations', 'What goes with what'],
      ['Outliers', 'What is out of the ordinary'],
      ['Gaps', 'Missing values'],
      ['Platforms', 'What they share'],
    ]) {
      await parts.getByRole('button', { name: part }).click();
      await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
      await expectAccessible(page);
    }
    expect(new URL(page.url()).searchParams.get('part')).toBe('platforms');
    dashboard.expectQuiet();
  });

  it('is read in both appearances and on a phone, without anything beside the page', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await dashboard.open('/explore?name=genres:Drama', { theme, isPhone: theme === 'dark' });
      await countChosen(page, 'es');
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    dashboard.expectQuiet();
  });

  it('says what is wrong when the server cannot answer, and asks again', async () => {
    const page = await dashboard.open('/api', { language: 'en' });
    await page.route('**/v1/analysis', async (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'MISSING_CATALOGUE', status: 503, detail: 'Nothing has been imported yet.' }),
      }),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Explore' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Nothing has been imported yet.').waitFor();
    expect(await alert.getByRole('link').getAttribute('href')).toContain('#MISSING_CATALOGUE');
    await page.unroute('**/v1/analysis');
    await page.getByRole('button', { name: 'Try again' }).click();
    await conditionsOf(page, 'en').waitFor();
    dashboard.expectQuiet();
  });
});
