import { createHash } from 'node:crypto';
import type { Vocabulary } from './contract.ts';

/** SHA-256 over the ids in order, each preceded by its length, so that no two lists of ids have the same text. */
export function checksumIds(ids: readonly string[]): string {
  const hash = createHash('sha256');
  let part = '';
  for (const id of ids) {
    part += `${id.length}:${id};`;
    if (part.length > 65536) {
      hash.update(part);
      part = '';
    }
  }
  return hash.update(part).digest('hex');
}

/** The two-way map of a list of ids: position ↔ id. The way from id to number is built when it is first asked for. */
export function createVocabulary(ids: readonly string[], checksum = checksumIds(ids)): Vocabulary {
  let nums: Map<string, number> | null = null;
  return {
    size: ids.length,
    checksum,
    id: (num) => ids[num],
    num(id) {
      nums ??= new Map(ids.map((each, num) => [each, num]));
      return nums.get(id) ?? -1;
    },
  };
}
