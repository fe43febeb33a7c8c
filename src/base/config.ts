import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { ButacaError } from './errors.ts';
import { nearestName } from './nearest.ts';

const port = z.number().int().min(0).max(65535);
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** The whole configuration with every default; `config/default.toml` is its manual, and a test keeps the two alike. */
export const configSchema = z.strictObject({
  workspace: z
    .strictObject({
      /** Folder of everything Butaca keeps. */
      home: z.string().min(1).default('var'),
    })
    .prefault({}),
  server: z
    .strictObject({
      /** Address to listen on. */
      host: z.string().min(1).default('localhost'),
      /** Port to listen on; 0 takes any free one. */
      port: port.default(8080),
      /** Language of answers when the request does not say. */
      language: z.enum(['es', 'en']).default('es'),
      /** Threads that score, each with the whole model in memory. */
      threads: z.number().int().min(1).max(64).default(1),
      /** Seconds for which a list is given again to the very same question, unless the viewer did something since; 0: never. */
      cacheSeconds: z.number().int().min(0).max(3_600).default(30),
    })
    .prefault({}),
  sources: z
    .strictObject({
      /** Folder with the platform's own tables, looked at on every start; empty: the sample. */
      folder: z.string().default(''),
    })
    .prefault({}),
  updates: z
    .strictObject({
      /** Whether a running server takes new or changed tables of `sources.folder` by itself. */
      watch: z.boolean().default(true),
      /** Seconds between two looks at the folder. */
      everySeconds: z.number().int().min(1).max(86_400).default(30),
      /** Times of day at which everything is read and trained again, with what viewers did since: "03:30, 15:00"; empty: never. */
      at: z
        .string()
        .regex(/^(([01]\d|2[0-3]):[0-5]\d(, *(?=\d)|$))*$/, 'times of day like "03:30, 15:00"')
        .default(''),
      /** Part of the titles or interactions that an update may lose before it is held back, 0…1. */
      lossLimit: z.number().min(0).max(1).default(0.5),
      /** Snapshots and model versions that are kept, newest first; those in force always are. */
      keep: z.number().int().min(1).max(10_000).default(10),
    })
    .prefault({}),
  uploads: z
    .strictObject({
      /** The largest table that may be sent to the server, in megabytes; 0: none may. */
      megabytes: z.number().int().min(0).max(1_000_000).default(2_000),
    })
    .prefault({}),
  compute: z
    .strictObject({
      /** Threads of import, training and evaluation; 0: one for each core. */
      threads: z.number().int().min(0).max(64).default(0),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    })
    .prefault({}),
  training: z
    .strictObject({
      /** The model that start trains, and `butaca train` when it names none; auto: the one that tuning found best, else the hybrid. */
      model: z.string().min(1).default('auto'),
      seed: seed.default(42),
    })
    .prefault({}),
  verdicts: z
    .strictObject({
      /** Of the titles that a verdict recommends, the part that is to be liked, 0…1: it settles from which probability on the verdict is yes. */
      precision: z.number().min(0).max(1).default(0.75),
    })
    .prefault({}),
  mlflow: z
    .strictObject({
      /** Address of an MLflow server that every run is written to when it ends; empty: none. */
      url: z
        .string()
        .regex(/^(https?:\/\/\S+)?$/, 'an address like "http://localhost:5000"')
        .default(''),
      /** The experiment there; made when it is absent. */
      experiment: z.string().min(1).default('butaca'),
    })
    .prefault({}),
  /** Hyperparameters by model; each model's own strict schema checks its table. */
  models: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
export type Config = DeepReadonly<z.output<typeof configSchema>>;
export type ConfigInput = z.input<typeof configSchema>;

/** Environment variable → where its value goes. Numbers are read as numbers, everything else as text. */
const VARIABLES: Readonly<Record<string, { readonly path: readonly [string, string]; readonly number?: true }>> = {
  PORT: { path: ['server', 'port'], number: true },
  HOST: { path: ['server', 'host'] },
  BUTACA_LANGUAGE: { path: ['server', 'language'] },
  BUTACA_SERVER_THREADS: { path: ['server', 'threads'], number: true },
  BUTACA_CACHE_SECONDS: { path: ['server', 'cacheSeconds'], number: true },
  BUTACA_HOME: { path: ['workspace', 'home'] },
  BUTACA_SOURCES: { path: ['sources', 'folder'] },
  BUTACA_UPDATE_AT: { path: ['updates', 'at'] },
  BUTACA_THREADS: { path: ['compute', 'threads'], number: true },
  BUTACA_LOG: { path: ['log', 'level'] },
  BUTACA_MODEL: { path: ['training', 'model'] },
  BUTACA_SEED: { path: ['training', 'seed'], number: true },
  BUTACA_PRECISION: { path: ['verdicts', 'precision'], number: true },
  BUTACA_MLFLOW_URL: { path: ['mlflow', 'url'] },
};

/** Variables that others read: the file's place, the full data for tests. */
const OTHER_VARIABLES = ['BUTACA_CONFIG', 'BUTACA_DATA'];

/** Kubernetes gives every container variables named after its services; one called "butaca" must not stop the start. */
const SERVICE_LINK = /^BUTACA_(SERVICE_|PORT(_|$))/;

/** The environment variables that readConfig understands, in the order of the manual. */
export const configVariables: readonly string[] = [...Object.keys(VARIABLES), 'BUTACA_CONFIG'];

const hint = (name: string, known: Iterable<string>): string => {
  const near = nearestName(name, known);
  return near === null ? '' : ` Did you mean ${near}?`;
};

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => value !== null && typeof value === 'object' && !Array.isArray(value);

function merge(under: Tree, over: Tree): Tree {
  const merged: Tree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const lower = merged[key];
    merged[key] = isTree(lower) && isTree(value) ? merge(lower, value) : value;
  }
  return merged;
}

function readFileTree(path: string, needed: boolean): Tree {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!needed && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ButacaError('INVALID_CONFIGURATION', `missing file: ${path}; expected a readable TOML file.`, {
      cause: error,
    });
  }
  try {
    return parse(text);
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new ButacaError('INVALID_CONFIGURATION', `invalid file: ${path}; ${reason}.`, { cause: error });
  }
}

function readVariables(environment: NodeJS.ProcessEnv): Tree {
  const tree: Record<string, Tree> = {};
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('BUTACA_') || name in VARIABLES || OTHER_VARIABLES.includes(name)) continue;
    if (SERVICE_LINK.test(name)) continue;
    throw new ButacaError(
      'INVALID_CONFIGURATION',
      `unknown variable: ${name}; expected one of ${configVariables.join(', ')}.${hint(name, configVariables)}`,
      { details: { variable: name } },
    );
  }
  for (const [name, { path, number }] of Object.entries(VARIABLES)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const value = number === undefined ? text : Number(text);
    if (number !== undefined && (text.trim() === '' || !Number.isFinite(value))) {
      throw new ButacaError('INVALID_CONFIGURATION', `invalid ${name}: ${text}; expected a number.`, {
        details: { variable: name },
      });
    }
    (tree[path[0]] ??= {})[path[1]] = value;
  }
  return tree;
}

const valueAt = (tree: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (isTree(inner) ? inner[String(key)] : undefined), tree);

function knownKeys(path: readonly PropertyKey[]): string[] {
  let shape: Record<string, z.ZodType> = configSchema.shape;
  for (const key of path) {
    const inner = shape[String(key)];
    const object = inner instanceof z.ZodPrefault ? inner.unwrap() : inner;
    if (!(object instanceof z.ZodObject)) return [];
    shape = object.shape;
  }
  return Object.keys(shape);
}

function describeIssue(issue: z.core.$ZodIssue, tree: Tree): string {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    const key = issue.keys[0];
    const full = name === '' ? key : `${name}.${key}`;
    return `unknown setting: ${full}; expected one of ${known.join(', ')}.${hint(key, known)}`;
  }
  const expected =
    issue.code === 'invalid_value'
      ? issue.values.map(String).join(', ')
      : issue.message.replace(/^(Invalid input|Too (big|small)): expected /, '');
  return `invalid ${name}: ${JSON.stringify(valueAt(tree, issue.path))}; expected ${expected}.`;
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

export interface ReadConfigOptions {
  /** Where `butaca.toml` is looked for and where relative paths start; the working folder by default. */
  readonly folder?: string;
  /** What the command line says; goes over everything else. */
  readonly overrides?: ConfigInput;
}

/**
 * The configuration, frozen: defaults, under `butaca.toml` (or the file that BUTACA_CONFIG names), under environment variables,
 * under `overrides`. `workspace.home` and a non-empty `sources.folder` come back absolute. Throws INVALID_CONFIGURATION for an
 * unknown setting or variable, with the nearest known name, and for a value out of its domain.
 */
export function readConfig(environment: NodeJS.ProcessEnv, options: ReadConfigOptions = {}): Config {
  const folder = resolve(options.folder ?? process.cwd());
  const named = environment['BUTACA_CONFIG'];
  const file = readFileTree(resolve(folder, named || 'butaca.toml'), Boolean(named));
  const tree = merge(merge(file, readVariables(environment)), options.overrides ?? {});
  const result = configSchema.safeParse(tree);
  if (!result.success) {
    throw new ButacaError('INVALID_CONFIGURATION', describeIssue(result.error.issues[0], tree), {
      details: { settings: result.error.issues.map((issue) => issue.path.map(String).join('.')) },
    });
  }
  const config = result.data;
  config.workspace.home = resolve(folder, config.workspace.home);
  if (config.sources.folder !== '') config.sources.folder = resolve(folder, config.sources.folder);
  return freeze(config) as Config;
}
