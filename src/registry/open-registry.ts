import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { openAliases, standing } from './aliases.ts';
import type { Alias, ModelVersion, Registry } from './contract.ts';
import { openRuns } from './runs.ts';
import { openVersions } from './versions.ts';
import { watchFile } from './watch-alias.ts';
import { makePlaces, namesIn, type Places, placesOf, withRegistryLock } from './workspace.ts';

/** Earlier versions of an alias that pruning leaves for roll back. */
const KEPT_FOR_ROLLBACK = 3;

export interface RegistryOptions {
  /** The workspace. */
  readonly home: string;
  readonly clock: Clock;
}

/** Removes the drafts of files whose writer was killed; all writers hold the registry's lock, so none is at work now. */
function cleanDrafts(places: Places): void {
  for (const folder of [places.home, places.runs, places.reports]) {
    for (const name of namesIn(folder)) {
      const ours = folder !== places.home || name.startsWith('aliases.json.');
      if (ours && name.endsWith('.draft')) rmSync(join(folder, name), { force: true });
    }
  }
}

/**
 * Opens the workspace's registry, made when absent. Runs whose process was killed are recorded as failed and half versions are
 * removed, unless the workspace cannot be written to.
 */
export function openRegistry({ home, clock }: RegistryOptions): Registry {
  const places = placesOf(home);
  const { runs, settleInterrupted } = openRuns(places, clock);
  const versions = openVersions(places, clock);
  const aliases = openAliases(places, clock, versions);
  makePlaces(places);
  try {
    withRegistryLock(places, () => {
      cleanDrafts(places);
      versions.clean();
      settleInterrupted();
    });
  } catch (error) {
    // Reading must work beside a busy process and on a read-only disk (an error of the system, which has a code).
    const tolerable = isButacaError(error)
      ? error.code === 'WORKSPACE_BUSY'
      : error instanceof Error && 'code' in error;
    if (!tolerable) throw error;
  }
  const pointedTo = (alias: Alias): ModelVersion | null => {
    const id = aliases.inForce(alias);
    return id === null ? null : versions.readVersion(id);
  };
  return {
    ...runs,
    registerVersion: (facts, write) => versions.registerVersion(facts, write),
    listVersions: () => versions.listVersions(),
    readVersion: (id) => versions.readVersion(id),
    artifactPath: (id) => versions.artifactPath(id),
    pruneVersions({ keep }) {
      if (!Number.isInteger(keep) || keep < 1) {
        throw new ButacaError('INVALID_PARAMETER', `invalid keep: ${keep}; expected a whole number from 1`);
      }
      return withRegistryLock(places, () => {
        const moves = aliases.moves();
        const needed = new Set([
          ...standing(moves, 'champion').slice(-1 - KEPT_FOR_ROLLBACK),
          ...standing(moves, 'challenger').slice(-1),
          ...standing(moves, 'films').slice(-1 - KEPT_FOR_ROLLBACK),
          ...standing(moves, 'stars').slice(-1 - KEPT_FOR_ROLLBACK),
        ]);
        const removed = versions
          .listVersions()
          .slice(keep)
          .filter(({ id }) => !needed.has(id));
        for (const { id } of removed) versions.remove(id);
        return removed.map(({ id }) => id);
      });
    },
    champion: () => pointedTo('champion'),
    challenger: () => pointedTo('challenger'),
    filmNeighbours: () => pointedTo('films'),
    stars: () => pointedTo('stars'),
    promote: (versionId, options) => aliases.promote(versionId, options),
    rollBack: (options) => aliases.rollBack(options),
    moves: () => aliases.moves(),
    watchAlias(alias, onChange, { from, pollMs = 1_000 } = {}) {
      let last = from === undefined ? aliases.inForce(alias) : from;
      return watchFile(places.aliases, pollMs, () => {
        let version: ModelVersion | null;
        try {
          if (aliases.inForce(alias) === last) return;
          version = pointedTo(alias);
        } catch {
          // Not readable at this moment: the next look tries again.
          return;
        }
        if (version === null || version.id === last) return;
        last = version.id;
        onChange(version);
      });
    },
  };
}
