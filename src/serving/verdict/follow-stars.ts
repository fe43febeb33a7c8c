import type { Log } from '../../base/log.ts';
import type { Registry } from '../../registry/index.ts';
import type { HostedEngine } from '../hosted-engine.ts';

/** The stars in force (alias `stars`), followed as the alias moves. */
export interface StarsInForce {
  /** Brings the stars in force into an engine; one that cannot take them goes on as it is, and the log says why. Never rejects. */
  bring(engine: Pick<HostedEngine, 'takeStars' | 'model'>): Promise<void>;
  close(): void;
}

/** Follows the alias: whenever it moves, the engine that `serving` tells gets the new stars between two questions. */
export function followStars(
  registry: Pick<Registry, 'stars' | 'artifactPath' | 'watchAlias'>,
  serving: () => HostedEngine | null,
  log?: Log,
): StarsInForce {
  const bring: StarsInForce['bring'] = async (engine) => {
    let versionId: string | null = null;
    try {
      versionId = registry.stars()?.id ?? null;
      if (versionId === null) return;
      await engine.takeStars({ versionId, artifactPath: registry.artifactPath(versionId) });
      log?.info({ version: versionId, model: engine.model.version }, 'stars in service');
    } catch (error) {
      log?.error(
        { err: error, version: versionId, model: engine.model.version },
        'stars could not be taken into service',
      );
    }
  };
  const watch = registry.watchAlias('stars', () => {
    const engine = serving();
    if (engine !== null) void bring(engine);
  });
  return { bring, close: () => watch.close() };
}
