import type { Clock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import { neighbours, stars } from '../models/index.ts';
import {
  type Alias,
  type AliasMove,
  type GateResult,
  judgeGate,
  type ModelVersion,
  openRegistry,
  type Registry,
} from '../registry/index.ts';
import type { PromoteRequest, RollBackRequest } from './contract.ts';
import { SERVING_GATE } from './figures.ts';

interface Workspace {
  readonly home: string;
  readonly clock: Clock;
}

/** The alias of a version that is no scorer: such a one serves at once, and is never `latest`. */
const ALIASES: Readonly<Record<string, Alias>> = { [neighbours.name]: 'films', [stars.name]: 'stars' };

/** The newest version of a model that scores. */
const newest = (registry: Registry): ModelVersion | undefined =>
  registry.listVersions().find(({ model }) => !Object.hasOwn(ALIASES, model));

/** The version of that id, or the `latest`; MISSING_MODEL when nothing is trained. */
function chosen(registry: Registry, versionId: string): ModelVersion {
  const version = versionId === 'latest' ? newest(registry) : registry.readVersion(versionId);
  if (version !== undefined) return version;
  throw new ButacaError('MISSING_MODEL', 'missing model version: latest; expected a trained one. Train a model first.');
}

/**
 * Lets a version serve when its figures pass the gate (not below popularity, nor much below the serving model); GATE_CLOSED
 * otherwise, unless `force`. A version of film neighbours or stars serves from then on, without a gate; it is never `latest`. MISSING_MODEL
 * when `latest` is asked for and nothing is trained.
 */
export function runPromote(
  { versionId, reason, force, expected }: PromoteRequest,
  { home, clock }: Workspace,
): AliasMove {
  const registry = openRegistry({ home, clock });
  const version = chosen(registry, versionId);
  const known = expected === undefined ? {} : { expected };
  if (Object.hasOwn(ALIASES, version.model)) {
    const alias = ALIASES[version.model];
    return registry.promote(version.id, { alias, reason: reason || 'asked for on the command line', ...known });
  }
  const gate = judgeGate(SERVING_GATE, version, registry.champion());
  return registry.promote(version.id, { reason: reason || 'asked for on the command line', gate, force, ...known });
}

/** Lets the version serve that served before, or goes back to the film neighbours or stars before these; NO_EARLIER_VERSION when there is none. */
export function runRollBack({ reason, alias, expected }: RollBackRequest, { home, clock }: Workspace): AliasMove {
  return openRegistry({ home, clock }).rollBack({
    alias,
    reason: reason || 'asked for on the command line',
    ...(expected === undefined ? {} : { expected }),
  });
}

/** What the gate would say of a version (or the `latest`) now; null for one that serves without a gate. UNKNOWN_VERSION when there is none. */
export function judgeVersion(
  registry: Registry,
  versionId: string,
): { version: string; alias: Alias; gate: GateResult | null } {
  const version = chosen(registry, versionId);
  if (Object.hasOwn(ALIASES, version.model)) return { version: version.id, alias: ALIASES[version.model], gate: null };
  return { version: version.id, alias: 'champion', gate: judgeGate(SERVING_GATE, version, registry.champion()) };
}
