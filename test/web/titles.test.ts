import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

describe.skipIf(missingBrowser !== null)('the screen of titles', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 300_000);
  afterAll(() => dashboard?.close());

  it.each([
    {
      language: 'es',
      field: 'Buscar por nombre o id',
      found: /títulos?$/,
      genre: /^Comedia/,
      back: 'Todos los títulos',
    },
    { language: 'en', field: 'Search by name or id', found: /titles?$/, genre: /^Comedy/, back: 'All titles' },
  ] as const)('finds a title by a part of its name and opens its page, in $language', async (words) => {
    const page = await dashboard.open('/titles', { language: words.language });
    const status = page.locator('main [role=status]', { hasText: words.found });
    await status.waitFor();
    const all = await status.innerText();
    await page.getByRole('searchbox', { name: words.field }).fill('toy sto');
    await expect.poll(async () => status.innerText()).not.toBe(all);
    expect(new URL(page.url()).searchParams.get('q')).toBe('toy sto');
    await page.getByRole('checkbox', { name: words.genre }).click();
    await page.waitForURL(/genre=Comedy/);
    await page
      .getByRole('link', { name: /^Toy Story/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Toy Story' }).waitFor();
    await page.locator('figure').first().waitFor();
    expect(await page.title()).toBe('Toy Story · Butaca');
    await page.getByRole('link', { name: words.back }).waitFor();
    dashboard.expectQuiet();
  });

  it('opens the same view from a copied address, filters, order and all', async () => {
    const page = await dashboard.open('/titles?genre=Animation&decade=1990&sort=year', { language: 'en' });
    await page.getByRole('button', { name: 'Remove the filter Animation' }).waitFor();
    await page.getByRole('button', { name: 'Remove the filter 1990s' }).waitFor();
    expect(await page.getByLabel('Order').inputValue()).toBe('year');
    await page.locator('li[aria-posinset] a').first().waitFor();
    const years = await page.locator('ul[aria-label="Titles found"] li a').allInnerTexts();
    expect(years.length).toBeGreaterThan(3);
    for (const text of years) expect(text).toMatch(/199\d/);
    await page.getByRole('button', { name: 'Remove the filter Animation' }).click();
    await page.waitForURL((url) => url.searchParams.get('genre') === null);
  });

  it('is used by keyboard alone', async () => {
    const page = await dashboard.open('/titles', { language: 'en' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('toy story');
    await page.waitForURL(/q=toy\+story/);
    const card = page.getByRole('link', { name: /^Toy Story/ }).first();
    await card.waitFor();
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press('Tab');
      if (await card.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Toy Story/ }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/titles\/./);
    await page.goBack();
    await page.getByRole('searchbox').waitFor();
    await page.getByRole('searchbox').press('Escape');
    await page.waitForURL((url) => url.searchParams.get('q') === null);
  });

  it('draws only what is in sight of a long list, and asks for more where one scrolls', async () => {
    const page = await dashboard.open('/titles', { language: 'en' });
    const cards = page.locator('ul[aria-label="Titles found"] > li');
    await cards.first().waitFor();
    const before = await cards.count();
    expect(before).toBeLessThan(60);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect
      .poll(async () => Number(await cards.last().getAttribute('aria-posinset')), { timeout: 10_000 })
      .toBeGreaterThan(before);
    expect(await cards.count()).toBeLessThan(60);
  });

  it('says when nothing matches and offers the nearest names', async () => {
    const page = await dashboard.open('/titles?q=toi%20storry', { language: 'es' });
    await page.getByRole('heading', { name: 'Ningún título' }).waitFor();
    const offered = page.getByRole('link', { name: /^Toy Story/ }).first();
    expect(await offered.getAttribute('href')).toMatch(/^\/titles\//);
  });

  it('tells what went wrong, and goes on when asked again', async () => {
    const page = await dashboard.open('/titles/1', { language: 'en' });
    await page.getByRole('heading', { level: 1, name: 'Toy Story' }).waitFor();
    await page.route('**/v1/catalogue**', async (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: '{"code":"INTERNAL","detail":"broken"}',
      }),
    );
    await page.getByRole('link', { name: 'All titles' }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/v1/catalogue**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('ul[aria-label="Titles found"] > li a').first().waitFor();
    const unknown = await dashboard.open('/titles/no-such-title', { language: 'en' });
    expect(await unknown.getByRole('alert').innerText()).toContain('UNKNOWN_TITLE');
  });

  it('is filtered in a window on a phone', async () => {
    const page = await dashboard.open('/titles', { language: 'en', isPhone: true });
    await page.getByRole('button', { name: 'Filters' }).tap();
    const window = page.getByRole('dialog');
    await window.getByRole('checkbox', { name: /^Comedy/ }).tap();
    await page.waitForURL(/genre=Comedy/);
    await window.getByRole('button', { name: 'Show the titles' }).tap();
    await window.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  it('is read without a fault in both appearances, list and page', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const list = await dashboard.open('/titles?genre=Comedy', { theme });
      await list.locator('li[aria-posinset] a').first().waitFor();
      await expectAccessible(list);
      const page = await dashboard.open('/titles/1', { theme, isPhone: theme === 'dark' });
      await page.locator('figure').nth(2).waitFor();
      await expectAccessible(page);
    }
    dashboard.expectQuiet();
  });
});
