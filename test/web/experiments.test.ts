import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openRegistry, type Run } from '../../src/registry/index.ts';
import { type Dashboard, expectAccessible, missingBrowser, openDashboard } from './dashboard.ts';

const RUNS = 240;
/** Beside other test files a screen may take its time. */
const WAIT = { timeout: 15_000 };

/** Files of runs as trials leave them: two models, figures that a setting explains, one that failed. */
function writeRuns(home: string, snapshotId: string): void {
  for (let at = 0; at < RUNS; at++) {
    const startedMs = Date.UTC(2026, 0, 1) + at * 3_600_000;
    const id = `${new Date(startedMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-tune-${String(at).padStart(6, '0')}`;
    const value = 0.1 + at / 2_000;
    const run: Run = {
      id,
      kind: 'tune',
      status: at === 7 ? 'failed' : 'done',
      startedMs,
      endedMs: startedMs + 1_000 * (1 + at),
      snapshotId,
      model: at % 2 === 0 ? 'ease' : 'als',
      config: { regularization: 2 ** (at % 12), nested: { factors: 8 * (1 + (at % 5)) } },
      seed: at,
      codeVersion: 'test',
      timingsMs: { train: 10 },
      metrics: at === 7 ? {} : { 'existing ndcg@10': { value, low: value - 0.01, high: value + 0.01 } },
      notes: '',
      tags: at % 60 === 0 ? ['kept'] : [],
      reports: [],
      ...(at === 7 ? { error: { code: 'INSUFFICIENT_DATA', message: 'too few users' } } : {}),
    };
    writeFileSync(join(home, 'runs', `${id}.json`), JSON.stringify(run));
  }
}

describe.skipIf(missingBrowser !== null)('the screen Experiments', () => {
  let dashboard: Dashboard;
  let champion: { id: string; runId: string };
  beforeAll(async () => {
    dashboard = await openDashboard();
    const registry = openRegistry({ home: dashboard.home, clock: systemClock });
    champion = registry.champion()!;
    writeRuns(dashboard.home, registry.champion()!.snapshotId);
  }, 300_000);
  afterAll(() => dashboard?.close());

  const table = (page: Page, language: 'es' | 'en') =>
    page.getByRole('table', { name: language === 'es' ? 'Ejecuciones' : 'Runs' });
  const rows = (page: Page, language: 'es' | 'en') => table(page, language).getByRole('row');

  it.each(['es', 'en'] as const)('sorts, filters and scrolls through the log in %s', async (language) => {
    const page = await dashboard.open('/experiments', { language });
    await table(page, language).waitFor();
    const total = Number(await table(page, language).getAttribute('aria-rowcount')) - 1;
    expect(total).toBeGreaterThan(RUNS);
    // Only what is in sight is drawn.
    expect(await rows(page, language).count()).toBeLessThan(60);
    const figures = table(page, language).getByRole('columnheader', { name: /nDCG@10/ });
    await figures.first().getByRole('button').first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort'), WAIT).toBe('-existing ndcg@10');
    const best = rows(page, language).nth(1);
    // The largest value is that of the last trial: 0.1 + 239 / 2000.
    await best.getByText(language === 'es' ? '0,2195' : '0.2195').waitFor();
    await page.getByLabel(language === 'es' ? 'Modelo' : 'Model', { exact: true }).selectOption('ease');
    await expect.poll(async () => table(page, language).getAttribute('aria-rowcount'), WAIT).toBe(String(RUNS / 2 + 1));
    await table(page, language).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    // In the end stands the smallest: 0.1 of the first trial.
    await rows(page, language)
      .last()
      .getByText(language === 'es' ? '0,1000' : '0.1000')
      .waitFor();
    const copy = await dashboard.open(page.url().slice(dashboard.url.length), { language });
    await expect.poll(async () => table(copy, language).getAttribute('aria-rowcount'), WAIT).toBe(String(RUNS / 2 + 1));
    dashboard.expectQuiet();
  });

  it('compares chosen runs with their intervals and settings, by keyboard', async () => {
    const page = await dashboard.open('/experiments?kind=tune&sort=existing%20ndcg@10', { language: 'en' });
    const boxes = table(page, 'en').getByRole('checkbox');
    await boxes.nth(2).waitFor();
    for (const at of [0, 2]) {
      await boxes.nth(at).focus();
      await page.keyboard.press('Space');
    }
    await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
    const differences = page.getByRole('figure', { name: /^The difference from ease/ });
    await differences.waitFor();
    // 0.101 against 0.1: one per cent more, within ±0.0141.
    const mark = differences.getByRole('img', { name: / 1\.0%/ });
    expect(await mark.getAttribute('aria-label')).toContain('95 % interval');
    await page.getByRole('row', { name: /regularization 1 4/ }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('run')).toHaveLength(2);
    await expectAccessible(page);
    dashboard.expectQuiet();
  });

  it('draws settings against metrics, and chooses a run out of the picture', async () => {
    const page = await dashboard.open('/experiments?view=plots&kind=tune', { language: 'en' });
    const scatter = page.getByRole('figure', { name: 'One thing against another' });
    await scatter.locator('circle').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.getAll('run'), WAIT).toHaveLength(1);
    const paths = page.getByRole('figure', { name: 'Paths' });
    const slider = paths.getByRole('slider', { name: /regularization: min/ });
    await slider.focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowUp');
    await expect.poll(async () => paths.getByRole('status').innerText(), WAIT).toMatch(/^\d+ in the range$/);
    expect(Number.parseInt(await paths.getByRole('status').innerText(), 10)).toBeLessThan(RUNS - 1);
    await expectAccessible(page);
    dashboard.expectQuiet();
  });

  it.each(['es', 'en'] as const)(
    'shows in %s where the run of the champion comes from and that it serves',
    async (language) => {
      const page = await dashboard.open(`/experiments/${champion.runId}`, { language });
      const lineage = page.getByRole('list').filter({ hasText: champion.id }).first();
      await lineage.getByText('movies.csv').waitFor();
      await lineage.getByText(language === 'es' ? 'Ahora: en servicio' : 'Now: in service').waitFor();
      const notes = page.getByLabel(language === 'es' ? 'Notas' : 'Notes');
      await notes.fill(`Note in ${language}`);
      await page.getByRole('button', { name: language === 'es' ? 'Guardar' : 'Save' }).click();
      await page
        .getByText(language === 'es' ? 'Guardado' : 'Saved')
        .first()
        .waitFor();
      await page.reload();
      await expect.poll(async () => notes.inputValue(), WAIT).toBe(`Note in ${language}`);
      await expectAccessible(page);
      dashboard.expectQuiet();
    },
  );

  it('says why a run failed, and that there is none of a name', async () => {
    const failed = await dashboard.open('/experiments?status=failed', { language: 'en' });
    await table(failed, 'en').getByRole('link').first().click();
    await failed.getByRole('region', { name: 'Why it failed' }).getByText('too few users').waitFor();
    const none = await dashboard.open('/experiments/nothing', { language: 'en' });
    await none.getByRole('alert').getByText('UNKNOWN_RUN').waitFor();
    await expectAccessible(none);
    const empty = await dashboard.open('/experiments?tag=kept&status=failed', { language: 'en' });
    await empty.getByText('No run is like that').waitFor();
    await empty.getByRole('button', { name: 'Clear filters' }).last().click();
    await table(empty, 'en').waitFor();
    dashboard.expectQuiet();
  });

  it('is read in both appearances and on a phone', async () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const view of ['table', 'versions']) {
        const page = await dashboard.open(`/experiments?view=${view}`, { theme, isPhone: theme === 'light' });
        await page
          .getByRole(view === 'table' ? 'table' : 'region')
          .first()
          .waitFor();
        await expectAccessible(page);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      }
    }
    dashboard.expectQuiet();
  });

  it('puts a version in service with a reason, and takes it back', async () => {
    const registry = openRegistry({ home: dashboard.home, clock: systemClock });
    const { model, runId, snapshotId, itemsChecksum, config, seed, codeVersion } = registry.readVersion(champion.id);
    const facts = { model, runId, snapshotId, itemsChecksum, config, seed, codeVersion };
    const path = registry.artifactPath(champion.id);
    const worse = { 'existing ndcg@10': { value: 0.01 }, 'existing ndcg@10 (popularity)': { value: 0.08 } };
    const second = await registry.registerVersion({ ...facts, metrics: worse }, (to) => copyFileSync(path, to));
    const page = await dashboard.open('/experiments?view=versions', { language: 'en' });
    await page.getByRole('button', { name: `Put in service: ${second.id}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The gate is closed.').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Put in service' });
    await dialog.getByLabel(/^Reason/).fill('A trial of the gate');
    expect(await confirm.isDisabled()).toBe(true);
    await expectAccessible(page);
    await dialog.getByRole('checkbox').check();
    await confirm.click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => registry.champion()?.id, WAIT).toBe(second.id);
    expect(registry.moves().at(-1)).toMatchObject({ reason: 'A trial of the gate', forced: true });
    // Back, by the button of what serves.
    await page.getByRole('button', { name: 'Go back to the one before' }).click();
    await dialog.getByLabel(/^Reason/).fill('The trial has ended');
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => registry.champion()?.id, WAIT).toBe(champion.id);
    await page.getByText('The trial has ended').first().waitFor();
    dashboard.expectQuiet();
  }, 60_000);
});
