import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

describe.skipIf(missingBrowser !== null)('Home', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 300_000);
  afterAll(() => dashboard?.close());

  it.each([
    ['es', 'Todo en orden', ['610', '9.742', '100.836'], 'Está en servicio.', 'Qué pide atención'],
    ['en', 'All is well', ['610', '9,742', '100,836'], 'It is in service.', 'What needs attention'],
  ] as const)(
    'says in %s how things stand, in figures of that language',
    async (language, sentence, figures, serves, matters) => {
      const page = await dashboard.open('/', { language });
      await expect.poll(async () => page.locator('h1').innerText()).toContain(sentence);
      const main = await page.locator('main').innerText();
      for (const figure of figures) expect(main).toContain(figure);
      expect(main).toContain(serves);
      expect(main).toContain(matters);
      dashboard.expectQuiet();
    },
  );

  it('leads from a matter to the place where something can be done', async () => {
    const page = await dashboard.open('/', { language: 'en' });
    const matter = page.getByRole('listitem').filter({ hasText: 'This is the sample' });
    await matter.getByRole('link', { name: 'See' }).click();
    await page.waitForURL(`${dashboard.url}/data`);
    expect(new URL(page.url()).pathname).toBe('/data');
  });

  it('counts a list that is served while one looks', async () => {
    const page = await dashboard.open('/', { language: 'en' });
    const lists = page.locator('dt', { hasText: 'Lists served' }).locator('xpath=following-sibling::dd');
    const before = Number.parseInt(await lists.innerText(), 10);
    await fetch(`${dashboard.url}/get_user_recommendation/?userId=1`);
    await expect.poll(async () => Number.parseInt(await lists.innerText(), 10), { timeout: 12_000 }).toBe(before + 1);
  });

  it('explains a term on demand', async () => {
    const page = await dashboard.open('/', { language: 'en' });
    await page.getByRole('button', { name: 'Accuracy' }).click();
    expect(await page.getByRole('dialog').innerText()).toContain('nDCG@10');
  });

  it('says what to do when the server does not answer, and asks again', async () => {
    const page = await dashboard.open('/api', { language: 'en' });
    await page.route('**/v1/overview', (route) => route.abort());
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('The server does not answer');
    await page.unroute('**/v1/overview');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => page.locator('h1').innerText()).toContain('All is well');
  });

  it('is read without a fault, in light and dark, on a desk and on a phone', async () => {
    for (const [theme, isPhone] of [
      ['light', false],
      ['dark', true],
    ] as const) {
      await expectAccessible(await dashboard.open('/', { theme, isPhone }));
    }
  });
});
