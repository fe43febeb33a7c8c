import { join } from 'node:path';
import { ButacaError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Catalogues, type FilmsCatalogue, latestSnapshotId, openCatalogues } from '../../dataset/index.ts';
import type { FilmNeighbours } from '../../models/index.ts';
import { watchFile } from '../../registry/index.ts';
import { openFilmAnswers } from './answer-films.ts';
import { openPlatformAnswers } from './answer-platforms.ts';
import { answerSimilar } from './answer-similar.ts';
import type { FilmAnswers, PlatformAnswers, Questions } from './contract.ts';
import type { FilmFinder } from './find-film.ts';

/** A snapshot that could not be opened is tried again after so many looks. */
const RETRY_LOOKS = 30;

/** Where the neighbours of films come from. */
export interface NeighboursSource {
  /** The neighbours that were found over this catalogue; null when there are none yet. */
  open(films: FilmsCatalogue): Promise<FilmNeighbours | null>;
  /** Calls `look` when there may be others. */
  watch(look: () => void): { close(): void };
}

export interface OpenQuestionsOptions {
  /** The workspace folder. */
  readonly home: string;
  /** Without it no similar films are told. */
  readonly neighbours?: NeighboursSource;
  readonly log?: Log;
  /** Between two looks for a later snapshot, where the file system tells nothing; defaults to 1,000 ms. */
  readonly pollMs?: number;
}

/** A snapshot's catalogues with what is needed to answer. */
interface Served {
  readonly snapshotId: string;
  readonly catalogues: Catalogues;
  readonly films: { readonly answers: FilmAnswers; readonly finder: FilmFinder } | null;
  readonly platforms: PlatformAnswers | null;
}

const missing = (catalogue: 'films' | 'aggregator'): ButacaError =>
  new ButacaError(
    'MISSING_CATALOGUE',
    catalogue === 'films'
      ? 'missing films catalogue: none was imported; import movies_dataset.csv and credits.csv.'
      : 'missing aggregator catalogue: none was imported; import the platforms’ titles (netflix_titles.csv …).',
    { details: { catalogue } },
  );

const notReady = (waitsFor: 'catalogues' | 'neighbours'): ButacaError =>
  new ButacaError(
    'NOT_READY',
    waitsFor === 'catalogues'
      ? 'missing snapshot: none could be opened yet; import the files, or wait until the start has ended.'
      : 'missing neighbours: the similar films have not been found yet; wait until they are, or find them: butaca train neighbours.',
    { details: { waitsFor } },
  );

/**
 * Opens the catalogues of the latest snapshot for the analysts' questions and follows `snapshots/latest.json`: a later snapshot is
 * opened beside the one before and takes over between two questions; while it cannot be opened the one before goes on. Resolves after
 * the first look, whatever it found.
 */
export async function openQuestions(options: OpenQuestionsOptions): Promise<Questions> {
  const { home, neighbours: source, log, pollMs = 1_000 } = options;
  let served: Served | null = null;
  let neighbours: FilmNeighbours | null = null;
  /** What could not be opened, and the looks since then. */
  let refused: string | null = null;
  let looksSince = 0;
  let closed = false;

  const findNeighbours = async (films: FilmsCatalogue | null): Promise<FilmNeighbours | null> => {
    if (films === null || source === undefined) return null;
    try {
      return await source.open(films);
    } catch (error) {
      log?.error({ err: error }, 'the neighbours of films could not be opened');
      return null;
    }
  };

  const followSnapshot = async (): Promise<void> => {
    let id: string | null = null;
    try {
      id = latestSnapshotId(home);
      if (id === null || id === served?.snapshotId || (id === refused && ++looksSince % RETRY_LOOKS !== 0)) return;
      const catalogues = await openCatalogues(home, id);
      const films = catalogues.films === null ? null : await openFilmAnswers(catalogues.films);
      const platforms = catalogues.aggregator === null ? null : openPlatformAnswers(catalogues.aggregator);
      const theirs = await findNeighbours(catalogues.films);
      if (closed) return;
      served = { snapshotId: id, catalogues, films, platforms };
      neighbours = theirs;
      refused = null;
      log?.info(
        { snapshot: id, films: catalogues.films?.size, titles: catalogues.aggregator?.size },
        'catalogues in service',
      );
    } catch (error) {
      const name = id ?? 'latest.json';
      if (name === refused) return;
      refused = name;
      looksSince = 0;
      log?.error({ err: error, snapshot: id, serving: served?.snapshotId }, 'catalogues could not be opened');
    }
  };

  const followNeighbours = async (): Promise<void> => {
    const films = served?.catalogues.films ?? null;
    const found = await findNeighbours(films);
    // A snapshot that came meanwhile has brought its own.
    if (!closed && found !== null && films === served?.catalogues.films) neighbours = found;
  };

  let following: Promise<void> = Promise.resolve();
  const followSoon = (follow: () => Promise<void>): void => {
    following = following.then(() => (closed ? undefined : follow()));
  };
  let looking = false;
  const look = (): void => {
    if (looking || closed) return;
    looking = true;
    followSoon(async () => {
      looking = false;
      await followSnapshot();
    });
  };
  const watches = [
    watchFile(join(home, 'snapshots', 'latest.json'), pollMs, look),
    source?.watch(() => followSoon(followNeighbours)),
  ];
  look();
  await following;

  const serving = (): Served => {
    if (served === null) throw notReady('catalogues');
    return served;
  };
  const films = (): NonNullable<Served['films']> => {
    const found = serving().films;
    if (found === null) throw missing('films');
    return found;
  };
  return {
    films: () => films().answers,
    platforms() {
      const found = serving().platforms;
      if (found === null) throw missing('aggregator');
      return found;
    },
    similar(question, language) {
      const { finder } = films();
      const found = finder.find(question);
      if (neighbours === null) throw notReady('neighbours');
      return answerSimilar(neighbours, finder, found, question, language);
    },
    served: () => (served === null ? null : { snapshotId: served.snapshotId, catalogues: served.catalogues }),
    async close() {
      if (closed) return;
      closed = true;
      for (const watch of watches) watch?.close();
      await following;
      served = null;
    },
  };
}
