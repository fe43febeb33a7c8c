import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILT = fileURLToPath(new URL('../../build/web', import.meta.url));
const FIRST_LOAD_BYTES = 250_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly isEntry?: boolean;
}
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Record<string, Chunk>;

/** A chunk and everything that it needs before it runs. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  if (!found.has(key)) {
    found.add(key);
    for (const imported of manifest[key].imports ?? []) withImports(imported, found);
  }
  return found;
}

const zipped = (keys: Iterable<string>): number =>
  [...keys]
    .map((key) => manifest[key].file)
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length, 0);

const [entry] = Object.entries(manifest).find(([, { isEntry }]) => isEntry === true)!;
const screens = Object.keys(manifest).filter((key) => /^features\/(\w+)\/\1\.tsx$/.test(key));

describe('the size of the dashboard', () => {
  it('has a chunk of its own for each screen', () => {
    expect(screens.length).toBe(7);
  });

  it.each(screens)(`loads %s first with at most ${FIRST_LOAD_BYTES} bytes of gzipped JavaScript`, (screen) => {
    expect(zipped(withImports(screen, withImports(entry)))).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });
});
