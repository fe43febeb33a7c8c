import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildKernels } from '../../../scripts/build-kernels.ts';
import { compileFile } from './module.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-build-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of sources with one function, and where its build goes. */
function writeSources(body: string): { sources: string; build: string } {
  const sources = join(folder, 'assembly');
  mkdirSync(sources, { recursive: true });
  writeFileSync(join(sources, 'index.ts'), `export function answer(): i32 { return ${body}; }\n`);
  return { sources, build: join(folder, 'build') };
}

describe('buildKernels', { timeout: 120_000 }, () => {
  it('compiles when something changed and only then, several at once, leaving no drafts', async () => {
    const places = writeSources('1');
    expect(await Promise.all([buildKernels(places), buildKernels(places)])).toContain(true);
    expect(await buildKernels(places)).toBe(false);
    const first = readFileSync(join(places.build, 'kernels.wasm'));

    writeSources('2');
    expect(await buildKernels(places)).toBe(true);
    expect(readFileSync(join(places.build, 'kernels.wasm')).equals(first)).toBe(false);

    writeFileSync(join(places.build, 'kernels.wasm'), 'spoilt');
    expect(await buildKernels(places)).toBe(true);
    await expect(compileFile(join(places.build, 'kernels.wasm'))).resolves.toBeDefined();
    expect(readdirSync(places.build).sort()).toEqual(['kernels.sha256', 'kernels.wasm']);
  });

  it('keeps the compiled file when the sources do not compile', async () => {
    const places = writeSources('1');
    await buildKernels(places);
    const kept = readFileSync(join(places.build, 'kernels.wasm'));
    writeSources('nonsense');
    await expect(buildKernels(places)).rejects.toThrow(/nonsense/);
    expect(readFileSync(join(places.build, 'kernels.wasm')).equals(kept)).toBe(true);
  });
});
