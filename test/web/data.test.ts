import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallWorkspace } from '../fixtures/small-workspace.ts';
import { SMALL_MODEL } from '../fixtures/small-server.ts';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

/** 300 rows that name no title, one without a user, one with stars that are none. */
const FAULTY = [
  'userId,movieId,rating,timestamp',
  ...Array.from({ length: 300 }, (_, row) => `1,${1000 + row},4,1500000100`),
  ',2,3,1500000200',
  '2,3,banana,1500000300',
  '',
].join('\n');

describe.skipIf(missingBrowser !== null)('the screen of data', () => {
  let dashboard: Dashboard;
  let movies: string;
  let ratings: string;
  beforeAll(async () => {
    const workspace = await smallWorkspace({ files: { 'faulty_ratings.csv': FAULTY } });
    workspace.registry.promote(await workspace.train(...SMALL_MODEL), { reason: 'first' });
    const { home } = workspace;
    dashboard = await openDashboard({ home, variables: { BUTACA_MODEL: 'ease' } });
    mkdirSync(join(home, 'sent'));
    movies = join(home, 'sent', 'movies.csv');
    ratings = join(home, 'sent', 'notes.csv');
    writeFileSync(movies, readFileSync(join(home, 'tables', 'movies.csv')));
    const rows = readFileSync(join(home, 'tables', 'interactions.csv'), 'utf8')
      .split('\n')
      .slice(1);
    // The column of the title has a name that tells nothing, and one row has a title that is not there.
    writeFileSync(
      ratings,
      ['userId,what,rating,timestamp', '9,777,4,1500000100', '9,1,5,1500000200', ...rows].join('\n'),
    );
  }, 300_000);
  afterAll(() => dashboard?.close());

  const latestSnapshot = async (): Promise<string> => {
    const answer = (await (await fetch(`${dashboard.url}/v1/snapshots`)).json()) as {
      snapshots: { id: string; inForce: boolean }[];
    };
    return answer.snapshots.find(({ inForce }) => inForce)!.id;
  };

  it.each([
    { language: 'es', reason: /no está en el catálogo/, rows: '300 filas', all: '302 filas' },
    { language: 'en', reason: /not in the catalogue/, rows: '300 rows', all: '302 rows' },
  ] as const)('tells an import row by row, in $language', async ({ language, reason, rows, all }) => {
    const page = await dashboard.open('/data', { language });
    await page.locator('table a').first().click();
    await page.getByText(all, { exact: true }).waitFor();
    await page.getByRole('button', { name: reason }).click();
    await page.getByText(rows, { exact: true }).waitFor();
    await page.waitForURL(/reason=UNKNOWN_ITEM_ID/);
    const list = page.getByRole('table').last();
    const drawn = await list.getByRole('row').count();
    expect(drawn).toBeLessThan(60);
    await list.locator('..').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await list.getByRole('cell', { name: '1299' }).waitFor();
    // The whole of a row, as it was read: user, title, stars, time.
    await list
      .getByRole('button', { name: language === 'es' ? /^Ver entera la línea 301 / : /^See the whole of line 301 / })
      .click();
    const row = page.getByRole('dialog');
    await row.getByText('1500000100').waitFor();
    expect(await row.locator('dd').allInnerTexts()).toEqual(['1', '1299', '4', '1500000100']);
    expect(await row.locator('[data-faulty=true] dt').innerText()).toContain('movieId');
    expect(new URL(page.url()).searchParams.get('row')).toBe('299');
    await page.keyboard.press('Escape');
    await row.waitFor({ state: 'detached' });
    const mended = page.getByRole('link', { name: language === 'es' ? 'Tabla para corregir' : 'Table to mend' });
    const toMend = await page.request.get(`${dashboard.url}${(await mended.getAttribute('href'))!}`);
    expect((await toMend.text()).split('\n')[0]).toContain('userId,movieId,rating,timestamp');
    const href = await page.getByRole('link', { name: /CSV/ }).getAttribute('href');
    const table = await page.request.get(`${dashboard.url}${href!}`);
    expect((await table.text()).trimEnd().split('\n')).toHaveLength(301);
    await page.reload();
    await page.getByText(rows, { exact: true }).waitFor();
    dashboard.expectQuiet();
  });

  it('takes tables in: says what is missing, tries them dry, and puts them in force', async () => {
    const page = await dashboard.open('/data', { language: 'en' });
    await page.locator('input[type=file]').setInputFiles([movies, ratings]);
    await page.waitForURL(`${dashboard.url}/data/upload`);
    const tryIt = page.getByRole('button', { name: 'Try without changing anything' });
    await page.getByText('Say which column has: title id.').waitFor();
    expect(await tryIt.isDisabled()).toBe(true);
    await page
      .getByRole('region', { name: /notes\.csv/ })
      .getByLabel('Column: title id')
      .selectOption('what');
    // Over the sample a table of titles replaces it.
    expect(await page.getByRole('button', { name: 'In place of what is there' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await tryIt.click();
    await page.getByRole('heading', { name: 'What would happen' }).waitFor({ timeout: 60_000 });
    await page.getByText(/line 2: 777/).waitFor();
    expect(await page.getByText('Nothing has changed yet.').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take them in' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go ahead' }).press('Enter');
    await page.getByRole('link', { name: 'See the report' }).click({ timeout: 120_000 });
    await page.getByRole('rowheader', { name: 'notes.csv' }).waitFor();
    await page.getByRole('link', { name: 'Data' }).last().click();
    await page.getByRole('button', { name: 'Remove notes.csv' }).waitFor();
    dashboard.expectQuiet();
  }, 200_000);

  it('holds back what would lose too much, says what, and goes on when that is accepted', async () => {
    const page = await dashboard.open('/data', { language: 'es' });
    const [header, ...rows] = readFileSync(movies, 'utf8').trimEnd().split('\n');
    const few = {
      name: 'movies.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([header, ...rows.slice(0, 3), ''].join('\n')),
    };
    const all = readFileSync(ratings);
    const notes = {
      name: 'ratings.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(String(all).replace('what', 'movieId')),
    };
    await page.locator('input[type=file]').setInputFiles([few, notes]);
    await page.waitForURL(`${dashboard.url}/data/upload`);
    await page.getByRole('button', { name: 'En lugar de lo que hay' }).click();
    await page.getByRole('button', { name: 'Probar sin cambiar nada' }).click();
    await page.getByRole('heading', { name: 'Qué pasaría' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Hacer que entren' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Adelante' }).click();
    await page.getByRole('heading', { name: 'Retenida: se perdería demasiado' }).waitFor({ timeout: 120_000 });
    // Twelve titles before, three after: nine go.
    await page.getByText('12 → 3', { exact: true }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: '9 se van' }).count()).toBe(1);
    await expectAccessible(page);
    const before = await latestSnapshot();
    const imports = await dashboard.open('/data', { language: 'es' });
    await imports.getByRole('row').filter({ hasText: 'Retenida' }).getByRole('link').click();
    await imports.getByText('12 → 3', { exact: true }).waitFor();
    expect(await imports.getByRole('link', { name: 'Decidir' }).getAttribute('href')).toBe('/data/upload');
    // What a table gives is told by the import in force, not by the one that is held.
    await imports.goto(`${dashboard.url}/data`);
    await imports.getByRole('button', { name: 'Quitar notes.csv' }).click();
    await imports.getByText(/^Ahora aporta \d+ filas/).waitFor();
    await page.getByRole('button', { name: 'Aceptar la pérdida…' }).click();
    const asked = page.getByRole('dialog');
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    expect(await latestSnapshot()).toBe(before);
    await page.getByRole('button', { name: 'Aceptar la pérdida…' }).click();
    await asked.getByRole('button', { name: 'Aceptar y seguir' }).click();
    await page.getByRole('link', { name: 'Ver el informe' }).waitFor({ timeout: 120_000 });
    expect(await latestSnapshot()).not.toBe(before);
    dashboard.expectQuiet();
  }, 300_000);

  it('takes an uploaded table out after saying what it gives, and tells when it is done', async () => {
    const page = await dashboard.open('/data', { language: 'en' });
    await page.getByRole('button', { name: 'Remove ratings.csv' }).click();
    const asked = page.getByRole('dialog', { name: 'Remove this table from the data' });
    await asked.getByText(/^Now it gives \d+ rows/).waitFor();
    await asked.getByRole('button', { name: 'Keep it' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove ratings.csv' }).press('Enter');
    await asked.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('Done: the table is not part of the data any more').first().waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Remove ratings.csv' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Remove movies.csv' }).count()).toBe(1);
    dashboard.expectQuiet();
  }, 200_000);

  it('draws what two snapshots do not share, at an address to copy', async () => {
    const answer = (await (await fetch(`${dashboard.url}/v1/snapshots`)).json()) as { snapshots: { id: string }[] };
    const [to, from] = answer.snapshots;
    expect(from).toBeDefined();
    const page = await dashboard.open(`/data?from=${from.id}&to=${to.id}`, { language: 'en' });
    await page
      .getByText(/the same$/)
      .first()
      .waitFor();
    await page.getByRole('radio', { name: /^From/ }).first().check();
    await page.getByText('They are the same: there is no difference.').waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe(to.id);
  });

  it('throws a waiting table away, and says what cannot be read', async () => {
    const page = await dashboard.open('/data', { language: 'en' });
    const picture = {
      name: 'x.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('\x89PNG\r\n\x1a\n'.repeat(40), 'latin1'),
    };
    await page.locator('input[type=file]').setInputFiles(picture);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: 'Try without changing anything' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Throw away: x.csv' }).press('Enter');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('tells what went wrong, and asks again', async () => {
    const page = await dashboard.open('/titles', { language: 'en' });
    await page.route('**/v1/imports?**', async (route) =>
      route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"code":"INTERNAL","detail":"x"}' }),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/v1/imports?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await page.locator('table a').first().getAttribute('href')).toMatch(/^\/data\/imports\//);
  });

  it('is read without a fault in both appearances and on a phone', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await dashboard.open('/data', { theme, isPhone: theme === 'light' });
      await page.locator('table a').first().waitFor();
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(theme === 'light' ? 390 : 1360);
      const report = await dashboard.open('/data/imports/latest', { theme });
      await report.locator('table').first().waitFor();
      await expectAccessible(report);
    }
    dashboard.expectQuiet();
  });
});
