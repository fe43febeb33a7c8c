import type { WrittenSlate } from './engine-messages.ts';

interface Kept extends WrittenSlate {
  readonly userId: string | null;
  readonly untilMs: number;
}

export interface SlateCacheOptions {
  /** How long a list may be given again, in milliseconds; 0 keeps nothing. */
  readonly keepMs: number;
  /** Most lists kept at once; the longest kept go first. */
  readonly most: number;
}

/** Where the list's id stands in its bytes: `{"slateId":"…`. */
const ID_AT = '{"slateId":"'.length;
const encoder = new TextEncoder();

/**
 * Lists that were made a moment ago, to be given again to whoever asks the very same: between two changes of a viewer's history and of
 * the model, the same question has the same answer but for its id. An event of a viewer ends that viewer's lists at once, also those
 * that are being made meanwhile.
 */
export class SlateCache {
  readonly #keepMs: number;
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();
  readonly #byUser = new Map<string, Set<string>>();
  /** The moment (a count of changes) at which each viewer's history last changed; those before #floor were forgotten. */
  readonly #changed = new Map<string, number>();
  #changes = 0;
  #floor = 0;

  constructor({ keepMs, most }: SlateCacheOptions) {
    this.#keepMs = keepMs;
    this.#most = most;
  }

  /** The present moment, to be taken before a list is made and given back with it. */
  get moment(): number {
    return this.#changes;
  }

  /** The kept list with its id put in, in a buffer of its own; null when there is none to give. */
  find(key: string, slateId: string, nowMs: number): WrittenSlate | null {
    const kept = this.#kept.get(key);
    if (kept === undefined) return null;
    if (kept.untilMs <= nowMs) {
      this.#remove(key, kept);
      return null;
    }
    const bytes = kept.bytes.slice();
    return this.#writeId(bytes, slateId) ? { bytes, itemIds: kept.itemIds } : null;
  }

  /** Keeps a list that was begun at `moment`, unless its viewer's history or the model has changed since. */
  keep(key: string, userId: string | null, slate: WrittenSlate, moment: number, nowMs: number): void {
    if (this.#keepMs === 0 || moment < this.#floor) return;
    if (userId !== null && (this.#changed.get(userId) ?? -1) >= moment) return;
    while (this.#kept.size >= this.#most) {
      const [oldest, old] = this.#kept.entries().next().value!;
      this.#remove(oldest, old);
    }
    // The bytes that are given away may be handed on for good.
    this.#kept.set(key, { ...slate, bytes: slate.bytes.slice(), userId, untilMs: nowMs + this.#keepMs });
    if (userId === null) return;
    const keys = this.#byUser.get(userId);
    if (keys === undefined) this.#byUser.set(userId, new Set([key]));
    else keys.add(key);
  }

  /** Ends the lists of a viewer whose history has changed. */
  forgetUser(userId: string): void {
    if (this.#changed.size >= this.#most) this.clear();
    this.#changed.set(userId, this.#changes++);
    for (const key of this.#byUser.get(userId) ?? []) this.#kept.delete(key);
    this.#byUser.delete(userId);
  }

  /** Ends all lists: another model serves. */
  clear(): void {
    this.#kept.clear();
    this.#byUser.clear();
    this.#changed.clear();
    this.#floor = ++this.#changes;
  }

  #remove(key: string, { userId }: Kept): void {
    this.#kept.delete(key);
    if (userId === null) return;
    const keys = this.#byUser.get(userId);
    keys?.delete(key);
    if (keys?.size === 0) this.#byUser.delete(userId);
  }

  /** Writes the id over the one that is there; false when it is not as long. */
  #writeId(bytes: Uint8Array, slateId: string): boolean {
    const id = encoder.encode(slateId);
    if (bytes[ID_AT + id.length] !== 0x22) return false;
    bytes.set(id, ID_AT);
    return true;
  }
}
