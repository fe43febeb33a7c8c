import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../base/config.ts';
import { writeDurably } from '../../base/durable-file.ts';
import { ButacaError } from '../../base/errors.ts';
import { models } from '../../models/index.ts';
import type { Hyperparameters } from '../contract.ts';

const tunedSchema = z.object({
  format: z.literal(1),
  /** The model that trainings without a name take; null: none was found better. */
  champion: z.string().nullable(),
  models: z.record(
    z.string(),
    z.object({
      /** Top-level settings that differ from the defaults, each whole. */
      settings: z.record(z.string(), z.unknown()),
      studyId: z.string(),
      snapshotId: z.string(),
      seed: z.number(),
      atMs: z.number(),
    }),
  ),
});

/** What tuning found and trainings take: `tuned.json` of the workspace. */
export type Tuned = z.output<typeof tunedSchema>;

/** The model that is trained where neither the configuration nor tuning says which. */
const FIRST_MODEL = 'hybrid';
/** `training.model` that leaves the choice to tuning. */
const AUTO = 'auto';

const pathOf = (home: string): string => join(home, 'tuned.json');

const nothing: Tuned = { format: 1, champion: null, models: {} };

/** What tuning found in this workspace; nothing where it never ran. CORRUPT_REGISTRY for a damaged file. */
export function readTuned(home: string): Tuned {
  let text: string;
  try {
    text = readFileSync(pathOf(home), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    throw error;
  }
  try {
    return tunedSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ButacaError(
      'CORRUPT_REGISTRY',
      `damaged file: ${pathOf(home)}; expected it as Butaca wrote it. Run "butaca tune --forget" to go on with the defaults.`,
      { cause },
    );
  }
}

/** Replaces what trainings take from tuning. */
export const writeTuned = (home: string, tuned: Tuned): void =>
  writeDurably(pathOf(home), `${JSON.stringify(tuned, null, 2)}\n`);

/** Forgets what tuning found: trainings take defaults and configuration alone. */
export const forgetTuned = (home: string): void => rmSync(pathOf(home), { force: true });

/** The top-level settings in which a whole configuration differs from another, each whole. */
export function differentSettings(
  config: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])),
  );
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => value !== null && typeof value === 'object' && !Array.isArray(value);

function lay(under: Tree, over: Tree): Tree {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const lower = merged[key];
    merged[key] = isTree(lower) && isTree(value) ? lay(lower, value) : value;
  }
  return merged;
}

/**
 * The hyperparameters that are given for a model: those that tuning found, under those of the configuration, under `over` (what is
 * said for one training). What an older version
 * found and this one's schema refuses is left out whole.
 */
export function givenSettings(
  config: Pick<Config, 'workspace' | 'models'>,
  model: string,
  over: Tree = {},
): Readonly<Record<string, unknown>> {
  const own = lay(config.models[model] ?? {}, over);
  const found = readTuned(config.workspace.home).models[model]?.settings;
  if (found === undefined || !Object.hasOwn(models, model)) return own;
  return models[model].config.safeParse(found).success ? lay(found, own) : own;
}

/** The model that is trained when none is named: the configured one, or with `auto` the one that tuning found best. */
export function chosenModel({
  workspace: { home },
  training: { model },
}: Pick<Config, 'workspace' | 'training'>): string {
  if (model !== AUTO) return model;
  const { champion } = readTuned(home);
  return champion !== null && Object.hasOwn(models, champion) ? champion : FIRST_MODEL;
}

/** The hyperparameters that are given for each model, as givenSettings. */
export function allGivenSettings(config: Pick<Config, 'workspace' | 'models'>): Hyperparameters {
  const named = [...Object.keys(config.models), ...Object.keys(readTuned(config.workspace.home).models)];
  return Object.fromEntries(named.map((model) => [model, givenSettings(config, model)]));
}

/** A setting that does not have its default. */
export interface SettingInForce {
  readonly value: unknown;
  readonly origin: 'tuned' | 'configuration';
}

/** Returns the top-level settings of a model that are not left at their defaults, with where each comes from; the configuration goes first. */
export function settingsInForce(
  config: Pick<Config, 'workspace' | 'models'>,
  model: string,
): Readonly<Record<string, SettingInForce>> {
  const given = givenSettings(config, model);
  const own = config.models[model] ?? {};
  const parsed = Object.hasOwn(models, model) ? models[model].config.safeParse(given) : undefined;
  // A wrong configuration is shown as it stands; a training refuses it.
  const whole = parsed?.success === true ? (parsed.data as Tree) : given;
  return Object.fromEntries(
    Object.keys(given).map((name) => [
      name,
      { value: whole[name], origin: Object.hasOwn(own, name) ? 'configuration' : 'tuned' } as const,
    ]),
  );
}
