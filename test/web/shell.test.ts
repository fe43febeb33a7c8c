import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREEN_PATHS } from '../../src/api/contract/index.ts';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

describe.skipIf(missingBrowser !== null)('the frame of the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 300_000);
  afterAll(() => dashboard?.close());

  it.each(['es', 'en'] as const)('leads to every screen in %s, by its links', async (language) => {
    const page = await dashboard.open('/', { language });
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    const navigation = page.getByRole('navigation', { name: language === 'es' ? 'Secciones' : 'Sections' });
    for (const [position, path] of SCREEN_PATHS.entries()) {
      const link = navigation.getByRole('link').nth(position);
      await link.click();
      await page.waitForURL(`${dashboard.url}${path}`);
      await expect.poll(async () => page.locator('main h1').innerText()).not.toBe('');
      expect(await link.getAttribute('aria-current')).toBe('page');
    }
    dashboard.expectQuiet();
  });

  it('keeps language and appearance when it is opened again', async () => {
    const page = await dashboard.open('/', { language: 'es', theme: 'dark' });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Light' }).click();
    await page.reload();
    await page.locator('main h1').waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.getAttribute('html', 'data-theme')).toBe('light');
  });

  it('opens its sections from a menu on a phone, by touch and by keyboard', async () => {
    const page = await dashboard.open('/', { language: 'en', isPhone: true });
    await page.getByRole('button', { name: 'Open the menu' }).tap();
    await page.getByRole('dialog').getByRole('link', { name: 'API' }).tap();
    await page.waitForURL(`${dashboard.url}/api`);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Open the menu' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(async () => page.getByRole('dialog').isVisible()).toBe(false);
  });

  it('waits where there is no model yet, and goes on by itself as soon as there is one', async () => {
    const page = await dashboard.open('/api', { language: 'en' });
    const notReady = { code: 'NOT_READY', status: 503, title: '', detail: 'No model is in service yet.' };
    await page.route('**/get_new_user_recommendation*', async (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(notReady) }),
    );
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Recommend' }).click();
    await page.getByRole('heading', { name: 'There is no model yet' }).waitFor();
    await page.getByText('No model is in service yet.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.unroute('**/get_new_user_recommendation*');
    await page.locator('ol[data-slate]').waitFor();
    dashboard.expectQuiet();
  });

  it('is read by every language, appearance and width without a fault', async () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const isPhone of [false, true]) {
        const page = await dashboard.open('/', { theme, isPhone });
        await expectAccessible(page);
      }
    }
    dashboard.expectQuiet();
  });
});
