import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { addressOf } from '../../shared/api.ts';
import { useAnswer } from '../../shared/use-answer.ts';
import type { Wall } from './answers.ts';

interface Genres {
  /** Those with most titles first. */
  readonly all: Wall['genres'];
  readonly label: (name: string) => string;
}

const GenreContext = createContext<Genres>({ all: [], label: (name) => name });

/** Gives the genres of the catalogue, with the names that people read, to everything inside. */
export function GenresProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { data } = useAnswer<Wall>(addressOf('/v1/wall', { n: 1 }));
  const genres = useMemo(() => {
    const all = data?.genres ?? [];
    const labels = new Map(all.map(({ name, label }) => [name, label]));
    return { all, label: (name: string) => labels.get(name) ?? name };
  }, [data]);
  return <GenreContext value={genres}>{children}</GenreContext>;
}

/** The genres of the catalogue. */
export const useGenres = (): Genres => useContext(GenreContext);
