import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernels } from '../scripts/build-kernels.ts';
import { buildWeb } from '../scripts/build-web.ts';

/**
 * Tests run against the compiled kernels and the built dashboard: builds them when their source is newer. The folder of
 * VITEST_RUN_FOLDER is for what several test files prepare only once; it is removed at the end.
 */
export default async function setup(): Promise<() => void> {
  // A screen that is being written does not keep the tests of the server from running; CI is strict.
  const buildScreens = async (): Promise<void> => {
    try {
      await buildWeb();
    } catch (error) {
      if (process.env.CI !== undefined) throw error;
      process.stderr.write(
        `The dashboard cannot be built, the one built before is tested: ${String(error).split('\n', 3).join(' ')}\n`,
      );
    }
  };
  await Promise.all([buildKernels(), buildScreens()]);
  // The processes that tests start read compiled code there, as the product's do.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../build/compile-cache', import.meta.url));
  const shared = mkdtempSync(join(tmpdir(), 'butaca-run-'));
  process.env.VITEST_RUN_FOLDER = shared;
  return () => rmSync(shared, { recursive: true, force: true, maxRetries: 5 });
}
