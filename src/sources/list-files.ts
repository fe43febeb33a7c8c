import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { ButacaError } from '../base/errors.ts';

const NOT_DATA = /^(readme|licen[cs]e|copying|notice|changelog)/i;
const DEPTH = 4;

/** Files of a folder and the folders in it, in order of name; hidden files and notes (README …) left out. */
function listFiles(folder: string): string[] {
  const found: string[] = [];
  const walk = (path: string, depth: number): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || NOT_DATA.test(entry.name)) continue;
      const inner = join(path, entry.name);
      const kind = entry.isSymbolicLink() && existsSync(inner) ? statSync(inner) : entry;
      if (kind.isDirectory() && depth < DEPTH) walk(inner, depth + 1);
      else if (kind.isFile()) found.push(inner);
    }
  };
  walk(folder, 0);
  return found.sort();
}

/** Where to read: folders (at most four levels deep) and files. */
export interface SourcePaths {
  readonly folder?: string;
  readonly folders?: readonly string[];
  readonly files?: readonly string[];
  /** Files that go with the main catalogue wherever they stand, such as tables that were uploaded; read as `files` are. */
  readonly added?: readonly string[];
}

export interface GivenFile {
  readonly path: string;
  readonly name: string;
  /** The folder in which it stands, seen from the one that was given; files given one by one all stand in `.`. */
  readonly folder: string;
  /** Asked for by its own path, so it is read whatever its name ends in. */
  readonly named: boolean;
  /** Whether it goes with the main catalogue wherever it stands. */
  readonly added: boolean;
}

const repeated = (names: readonly string[]): Set<string> =>
  new Set(names.filter((name, i) => names.indexOf(name) !== i));

/** Names that tell the files apart: with the folder before them, and a number at last, where they are alike. */
function nameApart(files: readonly GivenFile[]): GivenFile[] {
  const alike = repeated(files.map(({ name }) => name));
  const named = files.map((file) =>
    alike.has(file.name) ? { ...file, name: `${basename(dirname(file.path))}/${basename(file.path)}` } : file,
  );
  const still = repeated(named.map(({ name }) => name));
  return named.map((file, i) => (still.has(file.name) ? { ...file, name: `${file.name}#${i + 1}` } : file));
}

/** All files in question, each once; names are paths within their folder, with the folder's name before them when there are several. */
export function listGiven({ folder, folders = [], files = [], added = [] }: SourcePaths): GivenFile[] {
  const given = [...(folder === undefined ? [] : [folder]), ...folders, ...files, ...added];
  const missing = given.find((path) => !existsSync(path));
  if (missing !== undefined || given.length === 0) {
    throw new ButacaError(
      'MISSING_FILE',
      `missing file: ${missing ?? '(none given)'}; expected a folder or CSV files.`,
    );
  }
  const roots = given.filter((path) => statSync(path).isDirectory());
  const found = given.flatMap((path): GivenFile[] => {
    if (!roots.includes(path))
      return [{ path, name: basename(path), folder: '.', named: true, added: added.includes(path) }];
    const before = roots.length > 1 ? `${basename(path)}/` : '';
    return listFiles(path).map((inner) => {
      const name = before + relative(path, inner).split(sep).join('/');
      return { path: inner, name, folder: posix.dirname(name), named: false, added: false };
    });
  });
  const first = new Map<string, GivenFile>();
  // A file that is given by its own path too counts as named.
  for (const file of found) {
    const path = resolve(file.path);
    if (!first.has(path) || file.named) first.set(path, file);
  }
  return nameApart([...first.values()]);
}
