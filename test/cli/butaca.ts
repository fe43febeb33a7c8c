import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/butaca.js', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const environmentOf = (variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(BUTACA_|LC_|LANG|PORT$|HOST$|VITEST|NODE_OPTIONS)/.test(name),
  );
  return { ...Object.fromEntries(inherited), LANG: 'C', ...variables };
};

/** Runs the command line as a person does, in a process of its own, and returns what it wrote and how it ended. */
export async function butaca(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env: environmentOf(variables), maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** Starts a command that goes on, for tests that watch and stop it. */
export function startButaca(args: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: environmentOf(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
