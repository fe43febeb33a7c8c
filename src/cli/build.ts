import { existsSync } from 'node:fs';

const script = new URL('../../scripts/build-kernels.ts', import.meta.url);

/** Compiles the kernels when their source is newer. Does nothing where there is no source: an installed package brings them built. */
export async function ensureBuild(): Promise<void> {
  if (!existsSync(script)) return;
  const build = (await import(script.href)) as { buildKernels: () => Promise<void> };
  await build.buildKernels();
}
