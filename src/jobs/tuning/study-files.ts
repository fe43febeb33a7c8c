import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stampOf } from '../../base/clock.ts';
import { confined, writeDurably } from '../../base/durable-file.ts';
import { ButacaError } from '../../base/errors.ts';
import { type FileLock, tryFileLock } from '../../base/file-lock.ts';
import { canonicalJson, sha256 } from '../../base/hash.ts';
import type { Study } from './contract.ts';

const config = z.record(z.string(), z.unknown());

const studySchema = z.object({
  format: z.literal(1),
  id: z.string(),
  createdMs: z.number(),
  codeVersion: z.string(),
  snapshotId: z.string(),
  seed: z.number(),
  questions: z.array(z.string()),
  models: z.array(z.object({ model: z.string(), config, fixed: z.array(z.string()) })),
  cuts: z.number(),
  lag: z.number(),
  maxUsers: z.number(),
});

const measurementSchema = z.object({
  number: z.number(),
  trial: z.number(),
  model: z.string(),
  settings: config,
  cut: z.number(),
  /** Question → nDCG@10 of each case; null: it could not be trained. */
  values: z.record(z.string(), z.array(z.number())).nullable(),
  reason: z.string().nullable(),
  /** How long it took. */
  ms: z.number(),
  /** How long the study had been worked on when it ended. */
  elapsedMs: z.number(),
});

/** A measurement that was made; one file each, so that a kill loses only those that were on their way. */
export type KeptMeasurement = z.output<typeof measurementSchema>;

/** The files of one study: `studies/<id>/study.json`, one in `measurements/` for each, and what came of it. */
export interface StudyFiles {
  readonly study: Study;
  /** By number. */
  readMeasurements(): Map<number, KeptMeasurement>;
  keep(measurement: KeptMeasurement): void;
  /** Writes a file of the study as a whole and returns its path. */
  write(name: string, text: string): string;
  /** Lets the study go; another process may work on it. */
  release(): void;
}

const folderOf = (home: string): string => join(home, 'studies');

/** Begins a study; the id tells when, and what it is of. */
export function createStudy(home: string, facts: Omit<Study, 'format' | 'id'>): StudyFiles {
  const id = `${stampOf(facts.createdMs)}-${sha256(canonicalJson(facts)).slice(0, 6)}`;
  const study: Study = { format: 1, id, ...facts };
  const lock = lockStudy(home, id);
  writeDurably(join(folderOf(home), id, 'study.json'), `${JSON.stringify(study, null, 2)}\n`);
  return openFiles(home, study, lock);
}

/** Opens a study to go on with it: by its id, or the `latest`. UNKNOWN_RUN when there is none; WORKSPACE_BUSY while another process works on it. */
export function openStudy(home: string, id: string): StudyFiles {
  const chosen = id === 'latest' ? listStudies(home).at(-1) : id;
  const path = chosen === undefined ? null : confined(folderOf(home), chosen, 'study.json');
  const read = path === null ? null : readJson(path, studySchema);
  if (chosen === undefined || read === null) {
    throw new ButacaError(
      'UNKNOWN_RUN',
      `unknown study: ${id}; expected one of ${listStudies(home).join(', ') || 'none'}. Begin one without --resume.`,
      { details: { study: id } },
    );
  }
  return openFiles(home, read, lockStudy(home, chosen));
}

/** Ids of the studies of a workspace, oldest first. */
function listStudies(home: string): string[] {
  try {
    return readdirSync(folderOf(home), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function lockStudy(home: string, id: string): FileLock {
  const lock = tryFileLock(join(folderOf(home), `${id}.lock`));
  if (lock !== null) return lock;
  throw new ButacaError(
    'WORKSPACE_BUSY',
    `busy study: ${id}; another process works on it. Wait for it to end, or begin another study.`,
  );
}

function openFiles(home: string, study: Study, lock: FileLock): StudyFiles {
  const folder = confined(folderOf(home), study.id);
  const measurements = join(folder, 'measurements');
  mkdirSync(measurements, { recursive: true });
  return {
    study,
    readMeasurements() {
      const names = readdirSync(measurements).filter((name) => /^\d+\.json$/.test(name));
      const kept = names.flatMap((name) => readJson(join(measurements, name), measurementSchema) ?? []);
      return new Map(kept.sort((a, b) => a.number - b.number).map((one) => [one.number, one]));
    },
    keep(measurement) {
      const name = `${String(measurement.number).padStart(5, '0')}.json`;
      writeDurably(join(measurements, name), JSON.stringify(measurement));
    },
    write(name, text) {
      const path = confined(folder, name);
      writeDurably(path, text);
      return path;
    },
    release: () => lock.release(),
  };
}

/** A file of a known form, null when it is absent or not of that form: what cannot be read is measured again. */
function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
