// Read by any Node from 14 on: no dependency, no newer syntax.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = [24, 15];

/** Whether a version like "24.15.0" can run Butaca. */
export function isEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** What a person should do when no fitting Node is at hand; null when this one fits. */
export function nodeProblem(version) {
  if (isEnough(version)) return null;
  return [
    `unsupported Node: ${version}; expected ${NEEDED.join('.')} or newer.`,
    'Run "npm ci" in the project folder (it brings a fitting Node along), then use "npm start", "npm test" or "npx butaca".',
    'Or install Node 24 from https://nodejs.org and run the command again.',
    '',
  ].join('\n');
}

/** The Node that `npm ci` brought along, or null. */
function broughtNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  return existsSync(path) && path !== process.execPath ? path : null;
}

/** Runs the entry file: in this process when its Node fits, else in the Node that npm brought, signals and exit code passed on. */
export async function main(entry) {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) {
    // Keeps compiled code for the next start; does nothing where the folder cannot be written. Threads look for it in the environment:
    // without it each of them loads the TypeScript stripper, 11 MB and a quarter of a second.
    const cache = fileURLToPath(new URL('../build/compile-cache', import.meta.url));
    module.enableCompileCache(cache);
    if (!process.env.NODE_COMPILE_CACHE) process.env.NODE_COMPILE_CACHE = cache;
    const { run } = await import(entry.href);
    await run(process.argv.slice(2));
    return;
  }
  const node = broughtNode();
  if (node === null) {
    process.stderr.write(problem);
    process.exit(1);
  }
  const self = fileURLToPath(new URL('./butaca.js', import.meta.url));
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`cannot start Node: ${node}; ${error.message}\n${problem}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? code : 128 + constants.signals[signal]);
  });
}
