/** Builds the dashboard of web/ into build/web: `node scripts/build-web.ts`, or as an import. */
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

/**
 * Builds the dashboard when something of it has changed since; returns whether it did. Safe to run in several processes at once: the
 * folder is made aside and put in place whole. Where development dependencies were left out, what is there is kept; throws when
 * there is nothing.
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

  const { build } = await import('vite');
  // The bundler takes the environment's word: under a test runner it would build for development.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const draft = `${output}.${process.pid}.${Math.round(performance.now() * 1000)}`;
  try {
    await build({
      configFile: join(root, 'web/vite.config.ts'),
      configLoader: 'native',
      logLevel: 'warn',
      build: { outDir: draft },
    });
    await compress(draft);
    await writeFile(join(draft, 'inputs.sha256'), wanted);
    await mkdir(join(output, '..'), { recursive: true });
    const old = `${draft}.old`;
    await rename(output, old).catch(() => undefined);
    // Another process may have been first: its folder is as good.
    await rename(draft, output).catch(async () => cp(draft, output, { recursive: true }));
    await rm(old, { recursive: true, force: true });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    await rm(draft, { recursive: true, force: true });
  }
  return true;
}

if (import.meta.main) {
  console.log((await buildWeb()) ? 'dashboard: built' : 'dashboard: up to date');
}
