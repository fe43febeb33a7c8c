import { z } from 'zod';
import { ButacaError } from '../base/errors.ts';
import { nearestName } from '../base/nearest.ts';
import { type ModelDefinition, models, neighbours, stars } from '../models/index.ts';

/** What a configuration is parsed by. */
type Configured = Pick<ModelDefinition, 'name' | 'config'>;

/** The model of that name; UNKNOWN_MODEL with the nearest name otherwise. */
export function modelNamed(name: string): ModelDefinition {
  const known = Object.keys(models);
  if (Object.hasOwn(models, name)) return models[name];
  const near = nearestName(name, known);
  throw new ButacaError(
    'UNKNOWN_MODEL',
    `unknown model: ${name}; expected one of ${known.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
    { details: { model: name, known } },
  );
}

interface SettingSchema {
  readonly description?: string;
  readonly default?: unknown;
}

/** A model's hyperparameters by name, from the JSON Schema of its configuration. */
function settingsOf(definition: Configured): Readonly<Record<string, SettingSchema>> {
  const schema = z.toJSONSchema(definition.config, { io: 'input', unrepresentable: 'any' });
  return (schema.properties ?? {}) as Record<string, SettingSchema>;
}

/** A model's whole configuration with defaults; INVALID_CONFIGURATION names the first setting that is unknown or out of its domain. */
export function parseModelConfig(
  definition: Configured,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const parsed = definition.config.safeParse(given);
  if (parsed.success) return parsed.data as Readonly<Record<string, unknown>>;
  const issue = parsed.error.issues[0];
  const path = [definition.name, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(settingsOf(definition));
    const name = issue.keys[0];
    const near = nearestName(name, known);
    throw new ButacaError(
      'INVALID_CONFIGURATION',
      `unknown setting: ${path}.${name}; expected one of ${known.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
      { details: { setting: `${path}.${name}`, known } },
    );
  }
  const value = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)?.[key], given);
  const expected = issue.message.replace(/^(Invalid input|Too (big|small)): expected /, '');
  throw new ButacaError('INVALID_CONFIGURATION', `invalid ${path}: ${JSON.stringify(value)}; expected ${expected}.`, {
    details: { setting: path },
  });
}

export interface ModelSetting {
  readonly name: string;
  /** Its default. */
  readonly value: unknown;
  /** What it means, from the schema's description. */
  readonly meaning: string;
}

export interface ModelDescription {
  readonly name: string;
  readonly abilities: ModelDefinition['abilities'];
  readonly settings: readonly ModelSetting[];
}

/** What is trained beside the models that score: it serves at once and is never the champion. */
export const companions: readonly (Configured & Pick<ModelDefinition, 'abilities'>)[] = [neighbours, stars];

/** The models and their companions (film neighbours, stars) with their hyperparameters and defaults: one by name, or all. */
export function describeModels(name?: string): ModelDescription[] {
  const chosen =
    name === undefined
      ? [...Object.values(models), ...companions]
      : [companions.find((companion) => companion.name === name) ?? modelNamed(name)];
  return chosen.map((definition) => {
    const defaults = parseModelConfig(definition, {});
    return {
      name: definition.name,
      abilities: definition.abilities,
      settings: Object.entries(settingsOf(definition)).map(([name, { description = '' }]) => ({
        name,
        value: defaults[name],
        meaning: description,
      })),
    };
  });
}
