import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { confined } from '../base/durable-file.ts';
import { ButacaError, type ErrorCode } from '../base/errors.ts';
import { withFileLock } from '../base/file-lock.ts';

/** The registry's places in a workspace. */
export interface Places {
  readonly home: string;
  readonly runs: string;
  /** A table of the runs, made anew from their files when it is absent. */
  readonly runIndex: string;
  readonly reports: string;
  readonly models: string;
  readonly aliases: string;
}

export function placesOf(home: string): Places {
  return {
    home,
    runs: join(home, 'runs'),
    runIndex: join(home, 'runs.sqlite'),
    reports: join(home, 'reports'),
    models: join(home, 'models'),
    aliases: join(home, 'aliases.json'),
  };
}

/** Makes the registry's folders. */
export function makePlaces(places: Places): void {
  for (const folder of [places.runs, places.reports, places.models]) mkdirSync(folder, { recursive: true });
}

/** Runs the work while no other process changes the registry; WORKSPACE_BUSY when that cannot be had within `waitMs`. Work must be short. */
export function withRegistryLock<Result>(places: Places, work: () => Result, waitMs?: number): Result {
  return withFileLock(join(places.home, 'registry.lock'), work, waitMs);
}

/** Names in a folder, sorted; none when it is absent. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const ID = /^[0-9A-Za-z][0-9A-Za-z_.-]{0,127}$/;

/** The path of an id's file; an id that no file can have is refused with the code given (unknown). */
export function pathOf(folder: string, id: string, ending: string, code: ErrorCode): string {
  if (typeof id !== 'string' || !ID.test(id)) throw unknownId(code, id);
  return confined(folder, `${id}${ending}`);
}

export const unknownId = (code: ErrorCode, id: string): ButacaError =>
  new ButacaError(code, `unknown ${code === 'UNKNOWN_RUN' ? 'run' : 'version'}: ${id}; not in this workspace`, {
    details: { id },
  });

/** Reads a JSON file of a known form; null when it is absent, CORRUPT_REGISTRY when it is not of that form. */
export function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  let fault: string;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    fault = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  throw new ButacaError(
    'CORRUPT_REGISTRY',
    `damaged file: ${path} (${fault}); expected it as Butaca wrote it. Restore it from a backup, or move it away to start without it.`,
  );
}

/** JSON for people: two spaces, a newline at the end. */
export const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
