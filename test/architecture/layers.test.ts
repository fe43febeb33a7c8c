import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile, root } from './source-files.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

interface Cruise {
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] };
  readonly modules: readonly { source: string }[];
}

async function cruise(): Promise<Cruise> {
  const program = join(root, 'node_modules/.bin/depcruise');
  const args = [program, 'src', 'web', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  // A violation is an exit code; the report is on standard output all the same.
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Cruise;
}

describe('the layers', () => {
  it('import only what stands before them, through its door, without cycles', async () => {
    const { summary, modules } = await cruise();
    expect(modules.length).toBeGreaterThan(50);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('have a rule for every folder of src', () => {
    const { forbidden } = require(`${root}.dependency-cruiser.cjs`) as { forbidden: { name: string }[] };
    const layers = forbidden.flatMap(({ name }) => /^(\w+)-imports-only-earlier-layers$/.exec(name)?.[1] ?? []);
    const folders = new Set(projectFiles().flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect(layers.length).toBeGreaterThan(10);
    expect([...folders].filter((folder) => !layers.includes(folder))).toEqual([]);
  });

  it('each have a door that says what comes in, what goes out and what it does not know', () => {
    const doors = projectFiles().filter((path) => /^src\/(?!base|cli)[^/]+\/index\.ts$/.test(path));
    expect(doors.length).toBeGreaterThan(8);
    const silent = doors.filter((path) => {
      const text = readProjectFile(path);
      return !(
        text.startsWith('/**') &&
        /\bin\b/i.test(text) &&
        /\bout\b/i.test(text) &&
        /not know|knows no/i.test(text)
      );
    });
    expect(silent).toEqual([]);
  });
});
