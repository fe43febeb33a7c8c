import { buildKernels } from '../scripts/build-kernels.ts';

/** Tests run against the compiled kernels: builds them when their source is newer. */
export default async function setup(): Promise<void> {
  await buildKernels();
}
