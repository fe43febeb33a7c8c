import { existsSync } from 'node:fs';

const script = (name: string): URL => new URL(`../../scripts/${name}.ts`, import.meta.url);

/** Runs the build of a part when there is a source to build from: an installed package brings its parts built. */
async function runBuild(name: string, part: string): Promise<void> {
  if (!existsSync(script(name))) return;
  const module = (await import(script(name).href)) as Record<string, () => Promise<unknown>>;
  await module[part]();
}

/** Compiles the kernels when their source is newer. */
export const ensureBuild = async (): Promise<void> => runBuild('build-kernels', 'buildKernels');

/** Builds the dashboard when its source is newer. */
export const ensureDashboard = async (): Promise<void> => runBuild('build-web', 'buildWeb');
