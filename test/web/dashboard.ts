/** The dashboard in Chromium, on a real server with the sample that ships. */
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { startButaca } from '../cli/butaca.ts';

const CHROMIUM = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path));

/** Why the screens cannot be tested here, or null. CI installs Chromium, so that there it is a failure. */
export const missingBrowser: string | null =
  CHROMIUM === undefined && process.env.CI === undefined
    ? 'no Chromium: install it, or name it with CHROMIUM_PATH'
    : null;

const READY_MS = 240_000;

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts `butaca start` on a workspace with the sample, and waits until it says what to open. */
async function serve(home: string, variables: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = startButaca(['start'], { BUTACA_HOME: home, BUTACA_LOG: 'error', PORT: '0', TZ: 'UTC', ...variables });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const endMs = performance.now() + READY_MS;
  for (;;) {
    const url = /(?:Open|Abra) +(http:\S+)/.exec(output)?.[1];
    if (url !== undefined) return { url, child };
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > endMs) {
      child.kill('SIGKILL');
      throw new Error(`the server did not become ready: ${output}`);
    }
    await sleep(20);
  }
}

const stop = async ({ child }: Served): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
};

/**
 * A workspace with the sample imported, trained and measured: made by the first test file of a run, copied by all. A folder named by
 * VITEST_SAMPLE is taken, or filled, instead: it spares the preparing while a screen is being written.
 */
async function preparedWorkspace(): Promise<string> {
  const shared = process.env.VITEST_RUN_FOLDER!;
  const ready = process.env.VITEST_SAMPLE ?? join(shared, 'sample');
  const claim = join(shared, 'sample.claim');
  const endMs = performance.now() + READY_MS;
  while (!existsSync(ready)) {
    try {
      mkdirSync(claim);
    } catch {
      if (existsSync(join(claim, 'failed'))) throw new Error(readFileSync(join(claim, 'failed'), 'utf8'));
      if (performance.now() > endMs) throw new Error('the workspace with the sample was not prepared in time');
      await sleep(100);
      continue;
    }
    try {
      const draft = `${ready}.draft`;
      await stop(await serve(draft));
      renameSync(draft, ready);
    } catch (error) {
      writeFileSync(join(claim, 'failed'), String(error));
      throw error;
    }
  }
  const home = mkdtempSync(join(tmpdir(), 'butaca-web-'));
  cpSync(ready, home, { recursive: true });
  return home;
}

export interface PageOptions {
  readonly language?: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly isPhone?: boolean;
}

export interface Dashboard {
  readonly url: string;
  readonly home: string;
  readonly browser: Browser;
  /** Opens an address of the dashboard in a fresh browser profile, and waits until its heading is there. */
  open(address: string, options?: PageOptions): Promise<Page>;
  /** Fails when any page wrote an error, was refused something by its Content-Security-Policy, or asked elsewhere. */
  expectQuiet(): void;
  close(): Promise<void>;
}

/** A server on a workspace of its own and a browser. `home`: a workspace prepared by the caller, instead of the sample. */
export async function openDashboard({
  home: given,
  variables = {},
}: {
  home?: string;
  variables?: Readonly<Record<string, string>>;
} = {}): Promise<Dashboard> {
  const home = given ?? (await preparedWorkspace());
  let server: Served | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const close = async (): Promise<void> => {
    await browser?.close();
    if (server !== undefined) await stop(server);
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    [server, browser] = await Promise.all([
      serve(home, variables),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] }),
    ]);
  } catch (error) {
    await close();
    throw error;
  }
  const { url } = server;
  const opened = browser;
  return {
    url,
    home,
    browser: opened,
    async open(address, { language = 'es', theme = 'dark', isPhone = false } = {}) {
      const context = await opened.newContext({
        locale: language === 'es' ? 'es-ES' : 'en-GB',
        colorScheme: theme,
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        viewport: isPhone ? { width: 390, height: 844 } : { width: 1360, height: 860 },
        hasTouch: isPhone,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(`${address}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (4|503)/.test(message.text())) {
          complaints.push(`${address}: ${message.text()}`);
        }
      });
      page.on('request', (request) => {
        const asked = request.url();
        if (!asked.startsWith(url) && !/^(data|blob):/.test(asked)) complaints.push(`${address} asked ${asked}`);
      });
      await page.goto(`${url}${address}`);
      await page.locator('main h1, main h2').first().waitFor();
      return page;
    },
    expectQuiet() {
      expect(complaints).toEqual([]);
    },
    close,
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Fails when axe finds a violation of WCAG 2.2 A or AA, or of its best practices, in the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  expect(
    violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
    ),
  ).toEqual([]);
}
