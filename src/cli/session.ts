import { type Clock, systemClock } from '../base/clock.ts';
import { type Config, type ConfigInput, readConfig } from '../base/config.ts';
import { type Log, openLog } from '../base/log.ts';
import { silent } from '../base/progress.ts';
import type { Language } from './language.ts';
import { type DrawnProgress, drawProgress } from './progress-bar.ts';
import type { Wording } from './wording/en.ts';

/** What the options of every command say. */
export interface GlobalOptions {
  readonly home?: string;
  readonly threads?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** One call of the command line: its language, its streams, its configuration. */
export interface Session {
  readonly language: Language;
  readonly words: Wording;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** Filled in by the command line before a command runs. */
  options: GlobalOptions;
}

/** The configuration of a call; `overrides` are the command's own options. */
export function sessionConfig(session: Session, overrides: ConfigInput = {}): Config {
  const { home, threads } = session.options;
  return readConfig(session.environment, {
    overrides: {
      ...overrides,
      ...(home === undefined ? {} : { workspace: { home } }),
      ...(threads === undefined ? {} : { compute: { threads } }),
    },
  });
}

/** Writes a command's result: JSON on standard output with `--json`, else the text. */
export function printResult(session: Session, json: unknown, text: string): void {
  session.stdout.write(session.options.json === true ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`);
}

/** Tells something beside the result, on standard error. */
export function tell(session: Session, text: string): void {
  if (session.options.quiet !== true) session.stderr.write(`${text}\n`);
}

/** The progress of a call, drawn on standard error; to be closed. */
export function sessionProgress(session: Session): DrawnProgress {
  if (session.options.quiet === true) return { ...silent, close() {} };
  return drawProgress({ stream: session.stderr, clock: session.clock, names: session.words.stages });
}

/** The log of a call, at the given level (the configured one by default), or `debug` with `--verbose`. */
export function sessionLog(session: Session, config: Config, level: string = config.log.level): Log {
  return openLog({ level: session.options.verbose === true ? 'debug' : level, target: session.stderr });
}

/** Seconds since `startedMs` with one decimal, for people. */
export const secondsSince = (session: Session, startedMs: number): string =>
  ((session.clock.nowMs() - startedMs) / 1000).toFixed(1);

/** The session of this process. */
export function openSession(language: Language, words: Wording, signal: AbortSignal): Session {
  return {
    language,
    words,
    clock: systemClock,
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
    options: {},
  };
}
