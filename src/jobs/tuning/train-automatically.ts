import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../base/config.ts';
import { type ModelVersion, openRegistry } from '../../registry/index.ts';
import type { Jobs } from '../contract.ts';
import { holdPreparation } from '../hold-preparation.ts';
import { promoteVersion } from '../refresh-models.ts';
import type { TuneAnswer, TuneRequest } from './contract.ts';
import { givenSettings } from './tuned-settings.ts';

export interface TrainedAutomatically {
  readonly tuned: TuneAnswer;
  readonly version: ModelVersion;
  /** Seconds of training, registering and measuring with the settings found. */
  readonly trainSeconds: number;
  /** Why the version does not serve; null when it serves. */
  readonly refused: string | null;
}

/**
 * Tunes within the time given, trains the champion on the whole snapshot with the settings found, measures it on the test parts, which
 * the tuning has not seen, and lets it serve through the gate. What was found is remembered for later trainings. WORKSPACE_BUSY while
 * another process prepares the workspace.
 */
export async function trainAutomatically(
  config: Config,
  request: Omit<TuneRequest, 'use' | 'config'>,
  { clock, jobs }: { readonly clock: Clock; readonly jobs: Pick<Jobs, 'runTune' | 'runTrain'> },
): Promise<TrainedAutomatically> {
  const { home } = config.workspace;
  return holdPreparation(home, async () => {
    const tuned = await jobs.runTune({ ...request, config: config.models, use: true });
    const { study, champion } = tuned.report;
    const startedMs = clock.nowMs();
    const { version } = await jobs.runTrain({
      model: champion.model,
      config: givenSettings(config, champion.model),
      seed: study.seed,
      snapshotId: study.snapshotId,
      measure: true,
    });
    const trainSeconds = (clock.nowMs() - startedMs) / 1000;
    const registry = openRegistry({ home, clock });
    const refused = promoteVersion(registry, version, `tuned by study ${study.id}`, registry.champion());
    return { tuned, version, trainSeconds, refused };
  });
}
