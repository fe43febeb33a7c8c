import { CommanderError } from 'commander';
import { isButacaError } from '../base/errors.ts';
import { EXIT_USAGE, exitCodeOf } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Thrown where the program was asked to stop; the exit code follows from the signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal];
  }
}

/** What the operating system refused, from Node's own form `EACCES: permission denied, open '/path'`; null for anything else. */
function explainSystem(message: string, session: Session): string | null {
  const [, code = '', path = ''] = /^(E[A-Z]+): [^,]+, \w+(?: '(.*?)')?/.exec(message) ?? [];
  return session.words.errors.system[code]?.(path) ?? null;
}

/** Ours, Node's and commander's messages begin differently; people read one form: `✗ message`. */
function readableMessage(error: unknown, session: Session): string {
  const { errors } = session.words;
  if (error instanceof CommanderError) return errors.usage(error.message.replace(/^error: /, ''));
  if (isButacaError(error)) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return explainSystem(message, session) ?? message;
}

/**
 * Tells an error on standard error as one block (what, code, what to do), as JSON with `--json`, with its stack only with
 * `--verbose`; returns the exit code.
 */
export function reportError(error: unknown, session: Session): number {
  const { errors } = session.words;
  if (error instanceof Interrupted) {
    session.stderr.write(`\n${errors.interrupted}\n`);
    return error.exitCode;
  }
  // Help and version were shown: nothing went wrong.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const usage = error instanceof CommanderError;
  const code = isButacaError(error) ? error.code : usage ? 'INVALID_PARAMETER' : 'INTERNAL';
  const message = readableMessage(error, session);
  const foreseen = error instanceof Error && explainSystem(error.message, session) !== null;
  const exitCode = usage ? EXIT_USAGE : exitCodeOf(error);
  if (session.options.json === true) {
    const details = isButacaError(error) ? error.details : {};
    session.stdout.write(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`);
  }
  const hint =
    errors.hints[code] ?? (code === 'INTERNAL' && !foreseen ? errors.unexpected : usage ? errors.help('butaca') : '');
  const lines = [`✗ ${message}`, `  ${errors.code}: ${code}`, ...(hint === '' ? [] : [`  ${hint}`])];
  session.stderr.write(`${lines.join('\n')}\n`);
  if (session.options.verbose === true && error instanceof Error && error.stack !== undefined) {
    session.stderr.write(`${error.stack}\n`);
    if (error.cause instanceof Error) session.stderr.write(`  cause: ${error.cause.message}\n`);
  }
  return exitCode;
}
