import type { Config } from '../base/config.ts';
import { isButacaError } from '../base/errors.ts';
import { canonicalJson } from '../base/hash.ts';
import { judgeGate, type ModelVersion, type Registry } from '../registry/index.ts';
import type { Jobs } from './contract.ts';
import { SERVING_GATE } from './figures.ts';
import { modelNamed, parseModelConfig } from './parse-config.ts';
import { chosenModel, givenSettings } from './tuning/tuned-settings.ts';
import { starsAreStale } from './run-stars.ts';

/** The whole configuration of the model that start and updates train; throws UNKNOWN_MODEL or INVALID_CONFIGURATION. */
export function wantedConfig(config: Config): Readonly<Record<string, unknown>> {
  const model = chosenModel(config);
  return parseModelConfig(modelNamed(model), givenSettings(config, model));
}

/** A version of exactly this model on this snapshot that interrupted work left, or null. */
function leftVersion(config: Config, registry: Registry, snapshotId: string): ModelVersion | null {
  const present = registry.champion()?.id;
  const { seed } = config.training;
  const model = chosenModel(config);
  const wanted = canonicalJson(wantedConfig(config));
  const left = registry
    .listVersions()
    .find(
      (version) =>
        version.id !== present &&
        version.model === model &&
        version.snapshotId === snapshotId &&
        version.seed === seed &&
        canonicalJson(version.config) === wanted,
    );
  return left ?? null;
}

/** Trains the configured model on a snapshot, measured for the gate, unless a version that interrupted work left will do. */
export async function trainVersion(
  config: Config,
  registry: Registry,
  snapshotId: string,
  jobs: Pick<Jobs, 'runTrain'>,
): Promise<ModelVersion> {
  const left = leftVersion(config, registry, snapshotId);
  if (left !== null) return left;
  const { seed } = config.training;
  const model = chosenModel(config);
  const settings = givenSettings(config, model);
  const answer = await jobs.runTrain({ model, seed, config: settings, snapshotId, measure: true });
  return answer.version;
}

/**
 * Lets a version serve: where nothing serves (`champion` null) whatever its figures, for there is nothing better; a later one only
 * through the gate. Returns why it was refused, or null.
 */
export function promoteVersion(
  registry: Registry,
  version: ModelVersion,
  reason: string,
  champion: ModelVersion | null,
): string | null {
  const gate = judgeGate(SERVING_GATE, version, champion);
  if (!gate.passed && champion !== null) return gate.checks.map(({ message }) => message).join('; ');
  registry.promote(version.id, { reason, gate, force: champion === null });
  return null;
}

/** Whether stars are to be learnt from a snapshot as the configuration wants them; see starsAreStale. */
export const needStars = ({ workspace: { home }, models }: Config, registry: Registry, snapshotId: string): boolean =>
  starsAreStale({ home, registry }, snapshotId, models['stars'] ?? {});

/** Learns stars from a snapshot where that is still to be done. Nothing where it turns out to have too few ratings. */
export async function refreshStars(
  config: Config,
  registry: Registry,
  { snapshotId, reason }: { snapshotId: string; reason: string },
  jobs: Pick<Jobs, 'runStars'>,
): Promise<void> {
  if (!needStars(config, registry, snapshotId)) return;
  const { training, verdicts, models } = config;
  try {
    const { seed } = training;
    await jobs.runStars({ config: models['stars'] ?? {}, seed, precision: verdicts.precision, snapshotId, reason });
  } catch (error) {
    if (!isButacaError(error, 'MISSING_RATINGS')) throw error;
  }
}
