import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

describe.skipIf(missingBrowser !== null)('API', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 300_000);
  afterAll(() => dashboard?.close());

  it.each([
    ['es', 'Llamada', 'Probar', 'Respuesta'],
    ['en', 'Call', 'Try it', 'Answer'],
  ] as const)('answers every call that it shows, in %s', async (language, calls, tryIt, answer) => {
    const page = await dashboard.open('/api', { language });
    const list = page.getByRole('navigation', { name: calls }).getByRole('button');
    await expect.poll(async () => list.count()).toBeGreaterThan(8);
    for (let position = 0; position < (await list.count()); position++) {
      await list.nth(position).click();
      await page.getByRole('button', { name: tryIt }).click();
      const shown = page.getByRole('region', { name: answer });
      await shown.waitFor();
      expect(await page.locator('[data-good]').innerText(), await list.nth(position).innerText()).toMatch(/^200 /);
    }
    dashboard.expectQuiet();
  });

  it('writes what was changed into every language, and opens the same from a copied address', async () => {
    const page = await dashboard.open('/api?call=stranger&in=python', { language: 'en' });
    await page.getByLabel('Likes').fill('Heat & more');
    expect(await page.getByRole('region', { name: 'Call' }).innerText()).toContain('liked=Heat+%26+more');
    expect(await page.getByRole('region', { name: 'Call' }).innerText()).toContain('import requests');
    await page.getByRole('button', { name: 'TypeScript' }).click();
    expect(new URL(page.url()).searchParams.get('in')).toBe('typescript');
    expect(await page.getByRole('region', { name: 'Call' }).innerText()).toContain('await fetch(');
  });

  it('says that a body is no JSON instead of sending it', async () => {
    const page = await dashboard.open('/api?call=rich', { language: 'en' });
    await page.getByLabel('Body (JSON)').fill('{');
    expect(await page.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true);
    expect(await page.locator('main').innerText()).toContain('not valid JSON');
  });

  it('is read without a fault, in light and dark, on a desk and on a phone', async () => {
    for (const [theme, isPhone] of [
      ['light', true],
      ['dark', false],
    ] as const) {
      await expectAccessible(await dashboard.open('/api', { theme, isPhone }));
    }
  });
});
