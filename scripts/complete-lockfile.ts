/**
 * Completes package-lock.json with the optional packages of other platforms. A registry that serves only this machine's platform
 * leaves them out, and then `npm ci` refuses the file. Entries carry the exact version and the platform (so that npm skips them
 * elsewhere); the integrity is added by the next `npm install` that can see them. Run after every change of dependencies.
 */
import { readFileSync } from 'node:fs';
import { writeDurably } from '../src/base/durable-file.ts';

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The platform that a package name ends in, as npm's own fields; null when the name does not say. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | null {
  const words = name.replace(/.*\//, '').split('-');
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = PROCESSORS.find((word) => words.includes(word));
  if (words.includes('wasm32')) return { cpu: ['wasm32'] };
  if (system === undefined) return null;
  return {
    os: [system],
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(words.includes('musl') ? { libc: ['musl'] } : words.includes('gnu') ? { libc: ['glibc'] } : {}),
  };
}

const path = new URL('../package-lock.json', import.meta.url).pathname;
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Entry> };
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const known = [`${place}/node_modules/${name}`, `node_modules/${name}`].some(
      (at) => lock.packages[at] !== undefined,
    );
    const platform = platformOf(name);
    if (known || platform === null || !/^\d/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platform,
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeDurably(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} packages of other platforms added`);
