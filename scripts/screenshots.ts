/**
 * Pictures of every screen of the dashboard on the sample, desktop and phone, light and dark, in both languages:
 * `node scripts/screenshots.ts [folder]`; the folder defaults to build/pictures. Needs Chromium.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openDashboard } from '../test/web/dashboard.ts';

const SHOTS: readonly (readonly [name: string, address: string])[] = [
  ['home', '/'],
  ['recommend', '/recommend?liked=1&liked=260'],
  ['user', '/recommend?who=user&user=1'],
  ['window', '/recommend?who=user&user=1&title=318'],
  ['titles', '/titles'],
  ['title', '/titles/1'],
  ['experiments', '/experiments'],
  ['versions', '/experiments?view=versions'],
  ['explore', '/explore'],
  ['relations', '/explore?part=relations'],
  ['data', '/data'],
  ['import', '/data/imports/latest'],
  ['api', '/api'],
];
/** A page is taken whole up to this height in pixels: the wall of titles is as long as the catalogue. */
const TALLEST = 4_000;
/** Charts follow a new width or height within this time. */
const SETTLE_MS = 300;
const SIZES = { desktop: { width: 1360, height: 860 }, phone: { width: 390, height: 844 } } as const;

async function takeAll(browser: Browser, url: string, folder: string): Promise<void> {
  for (const language of ['es', 'en'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        const context = await browser.newContext({
          viewport,
          colorScheme: theme,
          locale: language === 'es' ? 'es-ES' : 'en-GB',
          reducedMotion: 'reduce',
          deviceScaleFactor: size === 'phone' ? 2 : 1,
        });
        const page = await context.newPage();
        for (const [name, address] of SHOTS) {
          await page.goto(`${url}${address}`);
          await page.locator('main h1').first().waitFor();
          await page.waitForLoadState('networkidle');
          const tall = await page.evaluate<number>('document.documentElement.scrollHeight');
          // The window grows instead of a picture beyond it: what is laid out by the window is laid out once.
          await page.setViewportSize({
            width: viewport.width,
            height: Math.min(TALLEST, Math.max(viewport.height, tall)),
          });
          await page.waitForTimeout(SETTLE_MS);
          await page.screenshot({ path: join(folder, `${name}-${size}-${theme}-${language}.png`) });
          await page.setViewportSize(viewport);
        }
        await context.close();
        console.log(`${language} ${theme} ${size}: ${SHOTS.length} pictures`);
      }
    }
  }
}

const [folder = fileURLToPath(new URL('../build/pictures', import.meta.url))] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), 'butaca-pictures-'));
const dashboard = await openDashboard({ home: join(scratch, 'home') });
try {
  await takeAll(dashboard.browser, dashboard.url, folder);
  console.log(folder);
} finally {
  await dashboard.close();
  rmSync(scratch, { recursive: true, force: true });
}
