/** Compiles src/kernels/wasm/assembly into build/kernels.wasm: `node scripts/build-kernels.ts`, or as an import. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

// Warning 112 is about vectors that cross the border to JavaScript; here they cross functions only.
const FLAGS = [
  '--runtime stub --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536 --noExportMemory',
  '--noAssert -O3 --enable simd --enable threads --disableWarning 112',
].flatMap((line) => line.split(' '));

interface Places {
  /** Folder of the AssemblyScript, index.ts among it. */
  readonly sources?: string;
  /** Folder in which kernels.wasm and its stamp are written. */
  readonly build?: string;
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Where the compiler is and which version it has, or null where development dependencies were left out. */
async function findCompiler(): Promise<{ readonly path: string; readonly version: string } | null> {
  try {
    const manifest = createRequire(import.meta.url).resolve('assemblyscript/package.json');
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
    return { path: join(manifest, '../bin/asc.js'), version };
  } catch {
    return null;
  }
}

/** The hash of everything that decides the output: sources, flags, compiler version. */
async function hashInputs(sources: string, version: string): Promise<string> {
  const parts = [JSON.stringify([FLAGS, version])];
  for (const name of (await readdir(sources)).sort()) parts.push(name, await readFile(join(sources, name), 'utf8'));
  return sha256(parts.join('\0'));
}

/** Replaces the file as a whole, so that a reader sees the old bytes or the new ones. */
async function replaceFile(path: string, bytes: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.${Math.round(performance.now() * 1000)}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
}

/**
 * Compiles the kernels when the sources, the flags, the compiler or the compiled file have changed since; returns whether it did.
 * Safe to run in several processes at once. Without a compiler the file that is there is kept; throws when there is none.
 */
export async function buildKernels({
  sources = join(root, 'src/kernels/wasm/assembly'),
  build = join(root, 'build'),
}: Places = {}): Promise<boolean> {
  const output = join(build, 'kernels.wasm');
  const stamp = join(build, 'kernels.sha256');
  const compiler = await findCompiler();
  const present = await readFile(output).catch(() => null);
  if (compiler === null) {
    if (present !== null) return false;
    throw new Error(
      `missing compiler: assemblyscript; needed for ${output}. Run "npm ci" with development dependencies.`,
    );
  }
  const wanted = await hashInputs(sources, compiler.version);
  const built = await readFile(stamp, 'utf8').catch(() => '');
  if (present !== null && built === `${wanted} ${sha256(present)}\n`) return false;

  await mkdir(build, { recursive: true });
  const draft = join(build, `kernels.${process.pid}.${Math.round(performance.now() * 1000)}.wasm`);
  try {
    const call = [compiler.path, join(sources, 'index.ts'), ...FLAGS, '-o', draft];
    await promisify(execFile)(process.execPath, call, { cwd: root });
    const compiled = await readFile(draft);
    await replaceFile(output, compiled);
    await replaceFile(stamp, `${wanted} ${sha256(compiled)}\n`);
  } finally {
    await rm(draft, { force: true });
  }
  return true;
}

if (import.meta.main) {
  console.log((await buildKernels()) ? 'kernels: compiled' : 'kernels: up to date');
}
