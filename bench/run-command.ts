import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BUTACA = fileURLToPath(new URL('../bin/butaca.js', import.meta.url));
const TELL_USAGE = pathToFileURL(fileURLToPath(new URL('./tell-usage.ts', import.meta.url))).href;

/** What one command took: all its processes together, from its start to its end. */
export interface Usage {
  readonly ms: number;
  /** Processor time of all threads, milliseconds. */
  readonly cpuMs: number;
  /** The largest memory of each process, added up: never less than what was really taken at one moment. MB. */
  readonly peakMb: number;
}

/** Runs `butaca --json …` in a workspace as a person would and returns what it answered and took; throws what it complained of. */
export async function runCommand(
  home: string,
  parts: readonly string[],
): Promise<Usage & { readonly answer: unknown }> {
  const usage = join(home, 'usage');
  rmSync(usage, { recursive: true, force: true });
  mkdirSync(usage, { recursive: true });
  // Settings of whoever runs the benchmark would be settings of the command.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('BUTACA_'));
  const start = performance.now();
  const child = spawn(process.execPath, [BUTACA, '--json', ...parts], {
    env: {
      ...Object.fromEntries(inherited),
      BUTACA_HOME: join(home, 'var'),
      NODE_OPTIONS: `--import ${TELL_USAGE}`,
      BENCH_USAGE: usage,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, complaint]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => complaint.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(`butaca ${parts.join(' ')}: ${Buffer.concat(complaint).toString('utf8')}`);
  const processes = readdirSync(usage).map(
    (name) => JSON.parse(readFileSync(join(usage, name), 'utf8')) as { cpuMs: number; peakMb: number },
  );
  return {
    answer: JSON.parse(Buffer.concat(out).toString('utf8')),
    ms,
    cpuMs: processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMb: processes.reduce((sum, { peakMb }) => sum + peakMb, 0),
  };
}
