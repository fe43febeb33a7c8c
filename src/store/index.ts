/**
 * The operational state of a workspace.
 * In: feedback events and exposures. Out: the same, durable, in order, each event once.
 * Knows nothing of snapshots, models or HTTP.
 */
export * from './contract.ts';
export { newEventId } from './event-id.ts';
export { openStore, type StoreOptions } from './open-store.ts';
