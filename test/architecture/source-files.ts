import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const SKIPPED = new Set(['node_modules', 'build', 'var', '.git', 'coverage', '.venv', 'screens']);

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [relative(root, path).split(sep).join('/')];
  });
}

/** Paths (from the root, with `/`) of the files of the project: those that git knows, or all where there is no git. */
export function projectFiles(): string[] {
  if (existsSync(join(root, '.git'))) {
    const listed = execFileSync('git', ['-C', root, 'ls-files', '-z'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return listed.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  }
  return walk(root);
}

export const readProjectFile = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files that people write by hand: no data, no lockfile, no results. */
export const writtenFiles = (): string[] =>
  projectFiles().filter(
    (path) =>
      /\.(tsx?|js|cjs|sql|json|toml|md|sh|yaml|yml|css|html)$|^(Dockerfile|\.ci\/run|\.dockerignore)$/.test(path) &&
      !/^(data\/sample\/(?!README)|package-lock\.json|bench\/results\/|test\/golden\/.*\.json)/.test(path),
  );
