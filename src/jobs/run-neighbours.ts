import { ButacaError } from '../base/errors.ts';
import { canonicalJson } from '../base/hash.ts';
import type { Progress } from '../base/progress.ts';
import { openCatalogues, readManifest } from '../dataset/index.ts';
import { findNeighbours, neighbours, neighboursConfig, writeArtifact } from '../models/index.ts';
import { openRegistry, type Registry } from '../registry/index.ts';
import { codeVersion } from './code-version.ts';
import type { JobTools, NeighboursAnswer, NeighboursRequest } from './contract.ts';
import { parseModelConfig } from './parse-config.ts';
import { startStopwatch } from './stopwatch.ts';

/** The snapshot's file of films, by whose hash neighbours are known to fit. */
const FILMS = 'films.safetensors';

/** Nothing is drawn at random. */
const SEED = 0;

/** The hash of a snapshot's films catalogue; null when it has none. */
const filmsHash = (home: string, snapshotId?: string): string | null =>
  readManifest(home, snapshotId).files[FILMS]?.sha256 ?? null;

/**
 * Whether the neighbours in force are not those of a snapshot's films (the interactions may be others), or not under the configuration
 * that is given; without one any is right. False for a snapshot without films. Throws MISSING_SNAPSHOT, UNKNOWN_SNAPSHOT or
 * INVALID_CONFIGURATION.
 */
export function neighboursAreStale(
  { home, registry }: { home: string; registry: Registry },
  snapshotId: string,
  given?: Readonly<Record<string, unknown>>,
): boolean {
  const hash = filmsHash(home, snapshotId);
  if (hash === null) return false;
  const version = registry.filmNeighbours();
  if (version === null || version.itemsChecksum !== hash) return true;
  return given !== undefined && !isEqual(version.config, parseModelConfig(neighbours, given));
}

/**
 * Whether the films are the catalogue itself: what is waited for then is the questions about films, which need the neighbours, before the
 * recommendations. Throws MISSING_SNAPSHOT or UNKNOWN_SNAPSHOT.
 */
export const filmsComeFirst = (home: string, snapshotId: string): boolean =>
  readManifest(home, snapshotId).main === 'films';

const isEqual = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * Finds the neighbours of all films of a snapshot, registers them as a version and lets it serve (alias `films`): there is no gate, for
 * nothing is learned that could turn out badly; `rollback` goes back. The run is recorded, also when it fails. Throws MISSING_CATALOGUE for
 * a snapshot without films, INVALID_CONFIGURATION.
 */
export async function runNeighbours(request: NeighboursRequest, tools: JobTools): Promise<NeighboursAnswer> {
  const { home, threads, clock, progress } = tools;
  const config = neighboursConfig.parse(parseModelConfig(neighbours, request.config));
  const registry = openRegistry({ home, clock });
  const { id: snapshotId } = readManifest(home, request.snapshotId);
  const hash = filmsHash(home, snapshotId);
  if (hash === null) {
    throw new ButacaError(
      'MISSING_CATALOGUE',
      `missing films catalogue: snapshot ${snapshotId} has none; import movies_dataset.csv and credits.csv.`,
      { details: { catalogue: 'films' } },
    );
  }
  const run = registry.startRun({
    kind: 'train',
    snapshotId,
    model: neighbours.name,
    config,
    seed: SEED,
    codeVersion: codeVersion(),
  });
  const watch = startStopwatch(clock);
  try {
    const { films } = await openCatalogues(home, snapshotId);
    watch.lap('open');
    const told: Progress = { ...progress, stage: (name) => progress.stage(`${neighbours.name}: ${name}`) };
    const artifact = await findNeighbours(films!, config, { threads, progress: told });
    watch.lap('train');
    progress.stage('register');
    const version = await registry.registerVersion(
      {
        model: neighbours.name,
        runId: run.id,
        snapshotId,
        itemsChecksum: hash,
        config,
        seed: SEED,
        codeVersion: run.codeVersion,
        metrics: {},
      },
      (path) => writeArtifact(path, artifact),
    );
    registry.promote(version.id, { alias: 'films', reason: request.reason ?? 'neighbours of the films as imported' });
    watch.lap('register');
    return { run: registry.finishRun(run.id, { timingsMs: watch.timingsMs() }), version };
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  }
}
