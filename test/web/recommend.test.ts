import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

const titlesOf = async (page: Page): Promise<string[]> => page.locator('ol[data-slate] h3').allInnerTexts();
const slateOf = async (page: Page): Promise<string> => (await page.getAttribute('ol[data-slate]', 'data-slate'))!;
const nextSlate = async (page: Page, before: string): Promise<void> => {
  await expect.poll(() => slateOf(page)).not.toBe(before);
};

describe.skipIf(missingBrowser !== null)('the recommender in the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 300_000);
  afterAll(() => dashboard?.close());

  const open = async (address: string, options?: Parameters<Dashboard['open']>[1]): Promise<Page> => {
    const page = await dashboard.open(address, options);
    await page.locator('ol[data-slate]').waitFor();
    return page;
  };

  it('makes a list for a stranger that answers to each of three gestures, and to “back to the beginning”', async () => {
    const page = await open('/recommend');
    const beginning = await titlesOf(page);
    expect(beginning).toHaveLength(12);
    let slate = await slateOf(page);

    const wall = page.getByRole('list', { name: 'Títulos para elegir' });
    await wall.getByRole('button', { name: 'Me gusta The Silence of the Lambs' }).click();
    await nextSlate(page, slate);
    const picked = await titlesOf(page);
    expect(picked).not.toEqual(beginning);
    expect(picked).not.toContain('The Silence of the Lambs');
    expect(await page.locator('ol[data-slate] li').first().innerText()).toContain('The Silence of the Lambs');
    await expect.poll(() => wall.getByRole('button', { name: 'Me gusta The Silence of the Lambs' }).count()).toBe(0);

    slate = await slateOf(page);
    await page.getByRole('button', { name: 'terror', exact: true }).click();
    await nextSlate(page, slate);
    for (const facts of await page.locator('ol[data-slate] li').allInnerTexts()) expect(facts).toContain('terror');

    slate = await slateOf(page);
    await page.getByLabel('Con sus palabras').fill('una casa encantada');
    await nextSlate(page, slate);
    expect(new URL(page.url()).searchParams.get('text')).toBe('una casa encantada');

    // The copied address opens the same view.
    const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await titlesOf(again)).toEqual(await titlesOf(page));

    await page.getByRole('button', { name: 'Empezar de nuevo' }).click();
    await expect.poll(() => titlesOf(page)).toEqual(beginning);
    dashboard.expectQuiet();
  });

  it('lists for a typical user, says why and how probable it is, in English', async () => {
    const page = await dashboard.open('/recommend', { language: 'en' });
    await page.getByRole('button', { name: 'A user' }).click();
    await page.getByRole('button', { name: /^User \d+: horror/ }).click();
    await page.locator('ol[data-slate]').waitFor();
    expect(await page.getByRole('heading', { name: /^Programme of user/ }).count()).toBe(1);
    const [title] = await titlesOf(page);
    await page.locator('ol[data-slate] li a').first().click();
    const window = page.getByRole('dialog', { name: title });
    await window.getByRole('heading', { name: 'Why it is in the list' }).waitFor();
    await window.getByRole('list', { name: /What was watched/ }).waitFor();
    await window.getByText(/^(Probably yes|Not sure enough)$|ratings are being learnt/).waitFor();
    await window.getByRole('heading', { name: 'Similar titles' }).waitFor();
    expect(new URL(page.url()).searchParams.get('title')).not.toBeNull();
    await page.keyboard.press('Escape');
    await window.waitFor({ state: 'hidden' });
    dashboard.expectQuiet();
  });

  it('leaves no trace of its lists among those shown to viewers, with a rival and in the examples of the API too', async () => {
    const noted = (): number => {
      const database = new DatabaseSync(join(dashboard.home, 'butaca.sqlite'), { readOnly: true });
      const [row] = database.prepare('SELECT count(*) AS count FROM exposures').all();
      database.close();
      return Number(row.count);
    };
    const before = noted();
    await open('/recommend?liked=318&genre=Drama', { language: 'en' });
    const compared = await dashboard.open('/recommend?liked=318&with=popularity', { language: 'en' });
    await compared.getByRole('region', { name: 'what most people watch' }).waitFor();
    const api = await dashboard.open('/api?call=known', { language: 'en' });
    await api.getByText(/^200 in /).waitFor();
    expect(await api.getByRole('region', { name: 'Call' }).innerText()).not.toContain('exposure');
    await api.getByRole('button', { name: 'A list with everything' }).click();
    await api.getByRole('button', { name: 'Try it' }).click();
    await api.getByText(/^200 in /).waitFor();
    // A list that a viewer is shown is noted, and after it nothing else waits to be.
    await fetch(`${dashboard.url}/get_user_recommendation/?userId=1`);
    await expect.poll(noted, { timeout: 10_000 }).toBe(before + 1);
  });

  it('shows two models side by side for the same person', async () => {
    const page = await dashboard.open('/recommend?who=user&user=1&with=popularity', { language: 'en' });
    const theirs = page.getByRole('region', { name: 'what most people watch' });
    await theirs.waitFor();
    const ours = page.getByRole('region', { name: 'hybrid' });
    const names = async (side: typeof ours): Promise<string[]> => side.getByRole('link').allInnerTexts();
    const [left, right] = [await names(ours), await names(theirs)];
    expect([left.length, right.length]).toEqual([12, 12]);
    const shared = left.filter((name) => right.includes(name)).length;
    await page.getByText(`They agree on ${shared} of 12.`).waitFor();
    expect(await page.locator('svg[class*=bridge] path').count()).toBe(shared);
    await page.getByRole('button', { name: 'Stop comparing' }).click();
    await page.locator('ol[data-slate]').waitFor();
  });

  it('is worked by keyboard alone: a title is found, picked and opened', async () => {
    const page = await open('/recommend', { language: 'en' });
    const slate = await slateOf(page);
    const field = page.getByRole('combobox', { name: 'Find a title' });
    await field.focus();
    // Enter comes before the answer to the last letters: it takes the first of that answer, not of the one before.
    await page.keyboard.type('blade');
    await page.getByRole('option', { name: /^Blade 1998/ }).waitFor();
    await page.keyboard.type(' runner');
    await page.keyboard.press('Enter');
    await nextSlate(page, slate);
    await page.getByRole('button', { name: 'Remove Blade Runner' }).waitFor();
    await page.getByRole('slider', { name: 'Variety' }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => new URL(page.url()).searchParams.get('variety')).toBe('1');
    await page.locator('ol[data-slate] li a').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  });

  it('takes a gesture back when it is told to', async () => {
    const page = await open('/recommend', { language: 'en' });
    const before = await titlesOf(page);
    const [first] = before;
    await page.getByRole('button', { name: `${first} is not for me` }).click();
    await expect.poll(() => titlesOf(page)).not.toContain(first);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titlesOf(page)).toEqual(before);
  });

  it('shows on a phone what a pick did to the list, and leads there', async () => {
    const page = await open('/recommend', { language: 'en', isPhone: true });
    const peek = page.getByRole('button', { name: 'See the programme' });
    await peek.waitFor();
    const slate = await slateOf(page);
    await page.getByRole('list', { name: 'Titles to pick from' }).getByRole('button').nth(1).tap();
    await nextSlate(page, slate);
    await peek.tap();
    await page.getByRole('heading', { name: 'Your programme' }).waitFor();
    await peek.waitFor({ state: 'hidden' });
    expect(await page.locator('ol[data-slate] li').first().isVisible()).toBe(true);
  });

  it('says that nothing meets the wishes, and what went wrong when the server does not answer', async () => {
    const page = await dashboard.open('/recommend?genre=Western&from=2018&on=hulu', { language: 'en' });
    await page.getByRole('button', { name: 'Take the filters away' }).click();
    await page.locator('ol[data-slate]').waitFor();
    // Who is not known is told once, beside the place for the list.
    await page.goto(`${dashboard.url}/recommend?who=user&user=nobody`);
    const alert = page.locator('main').getByRole('alert');
    await alert.filter({ hasText: 'nobody' }).waitFor();
    expect(await alert.count()).toBe(1);
    expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    await page.route('**/get_new_user_recommendation*', async (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'INVALID_PARAMETER', detail: 'Not so.', title: 'Not like that', status: 422 }),
      }),
    );
    await page.goto(`${dashboard.url}/recommend?liked=1`);
    await alert.getByRole('heading', { name: 'Not like that' }).waitFor();
    await page.unroute('**/get_new_user_recommendation*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.locator('ol[data-slate]').waitFor();
  });

  it('is read without a fault in both appearances, on a phone, and with a title open', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await expectAccessible(await open('/recommend?liked=318', { theme }));
    }
    await expectAccessible(await open('/recommend?liked=318&genre=Drama', { isPhone: true }));
    const page = await dashboard.open('/recommend?who=user&user=1&title=318', { theme: 'light' });
    await page.getByRole('heading', { name: 'Parecidos' }).waitFor();
    await page.getByRole('heading', { name: 'Por qué está en la lista' }).waitFor();
    await expectAccessible(page);
    await expectAccessible(await dashboard.open('/recommend?who=user'));
    dashboard.expectQuiet();
  });
});
