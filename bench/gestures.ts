/** How soon the list of the dashboard answers to a gesture, in Chromium on the sample: from the click or key to the new list in the page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDashboard } from '../test/web/dashboard.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';

const ROUNDS = 30;
const PAUSE_MS = 400;
/** A gesture without a new list by then has no time and is counted apart: a pick that the wall had not yet taken away, or a failure. */
const VAIN_MS = 5_000;

/** Gestures by what is clicked, or typed into; each round clicks another one. */
const GESTURES: readonly (readonly [name: string, selector: string])[] = [
  ['a title of the wall is picked', 'ul[aria-label="Titles to pick from"] button'],
  ['a genre is switched', '[aria-labelledby="genres-title"] button'],
  ['a title of the list is liked', 'ol[data-slate] button[aria-label^="I like"]'],
  ['the variety dial is turned', 'input[type="range"]'],
];

/** Runs inside the page: does the gesture on one of the elements, and gives the milliseconds until another list stands there, or null when none came. */
const IN_PAGE = `(selector, round) => {
  const elements = [...document.querySelectorAll(selector)];
  const element = elements[round % elements.length];
  const slate = () => document.querySelector('ol[data-slate]')?.dataset.slate;
  return new Promise((resolve) => {
    const before = slate();
    const startMs = performance.now();
    const observer = new MutationObserver(() => {
      if (slate() === before) return;
      observer.disconnect();
      resolve(performance.now() - startMs);
    });
    setTimeout(() => resolve(null), ${VAIN_MS});
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    if (element instanceof HTMLInputElement) {
      element.focus();
      const key = round % 20 < 10 ? 'ArrowRight' : 'ArrowLeft';
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    } else element.click();
  });
}`;

const timeGesture = async (page: Page, selector: string, round: number): Promise<number | null> =>
  page.evaluate(`(${IN_PAGE})(${JSON.stringify(selector)}, ${round})`);

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

export async function run(): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'butaca-gestures-'));
  const dashboard = await openDashboard({ home: join(scratch, 'home') });
  try {
    const measurements: Measurement[] = [];
    const figures: Figure[] = [];
    for (const [name, selector] of GESTURES) {
      const context = await dashboard.browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 860 } });
      const page = await context.newPage();
      await page.goto(`${dashboard.url}/recommend`);
      await page.locator('ol[data-slate]').waitFor();
      await page.locator(selector).first().waitFor({ state: 'attached' });
      const times: number[] = [];
      for (let round = -2; round < ROUNDS; round++) {
        const time = await timeGesture(page, selector, round + 2);
        if (round >= 0 && time !== null) times.push(time);
        await page.waitForTimeout(PAUSE_MS);
      }
      await context.close();
      figures.push({ name: `${name}, without a new list within 5 s`, value: ROUNDS - times.length, unit: '' });
      measurements.push(summarize(name, times));
      figures.push({
        name: `${name}, p95`,
        value: quantile(
          times.toSorted((a, b) => a - b),
          0.95,
        ),
        unit: 'ms',
        goal: '≤ 150',
      });
    }
    return {
      question: 'gestures',
      measurements,
      figures,
      notes: [
        'From the click or key to the new list in the page, 12 titles with covers and reasons; browser and server share the machine.',
      ],
    };
  } finally {
    await dashboard.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
