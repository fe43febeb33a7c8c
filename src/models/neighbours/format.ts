import { sha256 } from '../../base/hash.ts';

/** The name under which neighbours are registered. */
export const MODEL = 'neighbours';

/** SHA-256 over the ids of the films in order: neighbours found over them fit no other catalogue row by row. */
export const filmsChecksum = (ids: Int32Array): string =>
  sha256(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength));

/** A term's key as 32 bits (FNV-1a over UTF-16 code units). */
export function termHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash | 0;
}
