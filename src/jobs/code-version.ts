import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../base/package-version.ts';

const root = new URL('../../', import.meta.url);

const gitOutput = (...args: string[]): string =>
  execFileSync('git', ['-C', fileURLToPath(root), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 5_000,
  }).trim();

/** The commit of the checkout, with `-changed` when tracked files differ from it; null outside of a checkout. */
function commitOfCheckout(): string | null {
  try {
    if (gitOutput('rev-parse', '--show-prefix') !== '') return null;
    const commit = gitOutput('rev-parse', '--short=12', 'HEAD');
    return gitOutput('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}-changed`;
  } catch {
    return null;
  }
}

/** The commit that an image was built from, or null. */
function commitOfBuild(): string | null {
  try {
    return readFileSync(new URL('build/commit.txt', root), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** Package version and commit, e.g. `0.1.0+3f2a91c04d55`; the version alone where the commit is not known. */
export function codeVersion(): string {
  const commit = commitOfCheckout() ?? commitOfBuild();
  return commit === null ? packageVersion() : `${packageVersion()}+${commit}`;
}
