import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFile, root } from './source-files.ts';

const dockerfile = readProjectFile('Dockerfile').replaceAll(/\\\n\s*/g, ' ');
const lines = dockerfile.split('\n');
const stages = dockerfile.split(/^FROM /m).slice(1);
const shipped = stages.at(-1)!;

/** What COPY takes from the project: not from another stage, and no pattern that may match nothing. */
const copied = lines
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(/\s+/).slice(1, -1))
  .filter((source) => !source.includes('*'));

describe('the image', () => {
  it('copies only what exists, and .dockerignore lets it through', () => {
    const allowed = readProjectFile('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(copied.filter((path) => !allowed.some((entry) => path === entry || path.startsWith(`${entry}/`)))).toEqual(
      [],
    );
  });

  it('brings no development dependency and runs no install script', () => {
    expect(shipped).toMatch(/COPY --from=dependencies \/app\/node_modules/);
    expect(stages[0]).toContain('npm ci --omit=dev --ignore-scripts');
    for (const line of lines.filter((text) => text.includes('npm ci'))) expect(line).toContain('--ignore-scripts');
  });

  it('runs as a user without rights, with a health check, and starts the product', () => {
    expect(shipped).toMatch(/^USER 1000:1000$/m);
    expect(shipped.indexOf('USER ')).toBeGreaterThan(shipped.lastIndexOf('COPY '));
    expect(existsSync(join(root, /CMD \["node", "(bin\/[^"]+)"\]/.exec(shipped)![1]))).toBe(true);
    expect(shipped).toMatch(/ENTRYPOINT \["node", "bin\/butaca\.js"\]\nCMD \["start"\]/);
  });

  it('sets only variables that the configuration knows', () => {
    const names = [...(/^ENV (.*)$/m.exec(shipped)?.[1] ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name);
    const manual = readProjectFile('config/default.toml');
    expect(names).toContain('BUTACA_HOME');
    expect(names.filter((name) => name !== 'NODE_ENV' && !manual.includes(name))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  it('mounts and closes what the documentation says', () => {
    const compose = readProjectFile('compose.yaml');
    for (const text of [':/var/lib/butaca', ':/data:ro', 'read_only: true', 'no-new-privileges', 'cap_drop']) {
      expect(compose).toContain(text);
    }
  });
});
