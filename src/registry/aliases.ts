import { writeDurably } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import type { Clock } from '../base/clock.ts';
import type { Alias, AliasMove, MoveOptions, PromoteOptions } from './contract.ts';
import { aliasesSchema } from './schemas.ts';
import type { VersionShelf } from './versions.ts';
import { type Places, readJson, toText, withRegistryLock } from './workspace.ts';

/** The versions that were in force, oldest first, the present one last; what was rolled back is no longer among them. */
export function standing(moves: readonly AliasMove[], alias: Alias): string[] {
  const versions: string[] = [];
  for (const move of moves) {
    if (move.alias !== alias) continue;
    if (move.action === 'rollback') {
      const at = versions.lastIndexOf(move.versionId);
      versions.length = Math.max(0, at);
    }
    versions.push(move.versionId);
  }
  return versions;
}

/** The aliases' history in one file. Moves are made one at a time, whichever process makes them. */
export interface AliasBook {
  moves(): AliasMove[];
  inForce(alias: Alias): string | null;
  promote(versionId: string, options: PromoteOptions): AliasMove;
  rollBack(options: MoveOptions): AliasMove;
}

export function openAliases(
  places: Places,
  clock: Clock,
  versions: Pick<VersionShelf, 'artifactPath' | 'isWhole'>,
): AliasBook {
  const moves = (): AliasMove[] => readJson(places.aliases, aliasesSchema)?.moves ?? [];
  const inForce = (alias: Alias): string | null => standing(moves(), alias).at(-1) ?? null;

  /** Adds a move while nobody else can, if the version in force is still the expected one. */
  function record(
    { alias = 'champion', reason, expected }: MoveOptions,
    decide: (history: readonly AliasMove[]) => Pick<AliasMove, 'versionId' | 'action' | 'gate' | 'forced'>,
  ): AliasMove {
    if (reason.trim() === '') {
      throw new ButacaError('INVALID_PARAMETER', 'missing reason; expected a few words on why the alias is moved');
    }
    const seen = expected === undefined ? inForce(alias) : expected;
    return withRegistryLock(places, () => {
      const history = moves();
      const previousId = standing(history, alias).at(-1) ?? null;
      if (previousId !== seen) {
        throw new ButacaError(
          'CONFLICTING_MOVE',
          `conflicting move of ${alias}: it points to ${previousId ?? 'nothing'}; expected ${seen ?? 'nothing'}. Look at the new state, then decide again.`,
          { details: { alias, found: previousId, expected: seen } },
        );
      }
      const decision = decide(history);
      const last = history.findLast((move) => move.alias === alias);
      if (decision.versionId === previousId && last !== undefined) return last;
      const move: AliasMove = { alias, previousId, atMs: clock.nowMs(), reason, ...decision };
      writeDurably(places.aliases, toText({ format: 1, moves: [...history, move] }));
      return move;
    });
  }

  return {
    moves,
    inForce,
    promote(versionId, { gate, force = false, ...options }) {
      if (gate?.passed === false && !force) {
        const why = gate.checks.filter((check) => !check.passed).map((check) => check.message);
        throw new ButacaError(
          'GATE_CLOSED',
          `closed gate: ${versionId}: ${why.join('; ')}. Promote with force and a reason if you want it all the same.`,
          { details: { versionId, checks: gate.checks } },
        );
      }
      return record(options, () => {
        versions.artifactPath(versionId);
        const judged = gate === undefined ? {} : { gate };
        return {
          versionId,
          action: 'promote',
          ...judged,
          ...(gate?.passed === false ? { forced: true as const } : {}),
        };
      });
    },
    rollBack(options) {
      const { alias = 'champion' } = options;
      return record(options, (history) => {
        const earlier = standing(history, alias).reverse();
        const [present] = earlier.splice(0, 1);
        const versionId = earlier.find((id) => id !== present && versions.isWhole(id));
        if (versionId === undefined) {
          throw new ButacaError(
            'NO_EARLIER_VERSION',
            `missing earlier version: ${alias} has ${earlier.length === 0 ? 'no version before this one' : 'none before this one that is whole'}; expected one to go back to. Train a new one, or promote a version of the list.`,
          );
        }
        return { versionId, action: 'rollback' };
      });
    },
  };
}
