import { isButacaError } from '../base/errors.ts';
import { decodeAggregator } from './catalogues/aggregator-file.ts';
import type { Catalogues } from './catalogues/contract.ts';
import { decodeFilms } from './catalogues/films-file.ts';
import { decodeLinks } from './catalogues/links-file.ts';
import { corrupt, FILES, openFiles, readManifest } from './open-snapshot.ts';

/**
 * Opens the catalogues of a snapshot (the latest by default) in place: columns that are views on the files' bytes. Sizes are always
 * checked, hashes too for files up to 64 MiB or with `verify`. Throws MISSING_SNAPSHOT, UNKNOWN_SNAPSHOT or CORRUPT_SNAPSHOT.
 */
export async function openCatalogues(
  home: string,
  id?: string,
  options: { verify?: boolean } = {},
): Promise<Catalogues> {
  const manifest = readManifest(home, id);
  const read = openFiles(home, manifest, options);
  const open = <T>(name: string, decode: (bytes: Uint8Array) => T): T | null => {
    if (manifest.files[name] === undefined) return null;
    const bytes = read(name);
    try {
      return decode(bytes);
    } catch (error) {
      if (!isButacaError(error, 'UNSUPPORTED_ARTIFACT')) throw error;
      throw corrupt(manifest.id, `${name} cannot be read: ${error.message}`, error);
    }
  };
  const films = open(FILES.films, decodeFilms);
  const aggregator = open(FILES.aggregator, decodeAggregator);
  const links = open(FILES.links, (bytes) => decodeLinks(bytes, manifest.counts.items, aggregator?.size ?? 0));
  if ((films !== null || aggregator !== null) !== (links !== null)) {
    throw corrupt(manifest.id, `${FILES.links} does not go with its catalogues`);
  }
  return { films, aggregator, links };
}
