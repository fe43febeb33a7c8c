/** Builds the dashboard of web/ into build/web: `node scripts/build-web.ts`, or as an import. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const INPUTS = ['web', 'src/api/contract', 'package-lock.json', 'scripts/build-web.ts'];
/** Said by this script to itself. */
const BUNDLE = 'bundle';
const COMPRESSED = /\.(?:js|css|html|svg|json)$/;

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** The hash of everything that decides the output. */
async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    const path = join(root, input);
    const files = /\.\w+$/.test(input) ? [path] : await filesIn(path);
    for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Writes the compressed twins beside the files, so that the server only has to send them. */
async function compress(folder: string): Promise<void> {
  for (const file of (await filesIn(folder)).filter((name) => COMPRESSED.test(name))) {
    const bytes = await readFile(file);
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  }
}

function hasBundler(): boolean {
  try {
    createRequire(import.meta.url).resolve('vite/package.json');
    return true;
  } catch {
    return false;
  }
}

/** Bundles and compresses into the folder. */
async function bundle(folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'web/vite.config.ts'),
    configLoader: 'native',
    logLevel: 'warn',
    build: { outDir: folder },
  });
  await compress(folder);
}

/**
 * Builds the dashboard when something of it has changed since; returns whether it did. It is bundled in a process of its own, for that
 * takes some hundred megabytes that a server would not give back. Safe to run in several processes at once: the folder is made aside
 * and put in place whole. Where development dependencies were left out, what is there is kept; throws when there is nothing.
 */
export async function buildWeb(output = join(root, 'build/web')): Promise<boolean> {
  const present = existsSync(join(output, 'index.html'));
  if (!hasBundler()) {
    if (present) return false;
    throw new Error(`missing bundler: vite; needed for ${output}. Run "npm ci" with development dependencies.`);
  }
  const wanted = await hashInputs();
  const stamp = join(output, 'inputs.sha256');
  if (present && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false;

  const draft = `${output}.${process.pid}.${Math.round(performance.now() * 1000)}`;
  try {
    // The bundler takes the environment's word: under a test runner it would build for development.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), BUNDLE, draft], { env });
    await writeFile(join(draft, 'inputs.sha256'), wanted);
    await mkdir(join(output, '..'), { recursive: true });
    const old = `${draft}.old`;
    await rename(output, old).catch(() => undefined);
    // Another process may have been first: its folder is as good.
    await rename(draft, output).catch(async () => cp(draft, output, { recursive: true }));
    await rm(old, { recursive: true, force: true });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return true;
}

if (import.meta.main) {
  const [, , step, folder] = process.argv;
  if (step === BUNDLE) await bundle(folder);
  else console.log((await buildWeb()) ? 'dashboard: built' : 'dashboard: up to date');
}
