import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { similarFilmsSchema } from '../../../../src/api/contract/questions.ts';
import type { similarTitlesSchema } from '../../../../src/api/contract/titles.ts';
import type { z } from 'zod';
import { addressOf } from '../../../shared/api.ts';
import { Cover } from '../../../shared/cover/cover.tsx';
import { useWords } from '../../../shared/language.tsx';
import { Panel } from '../../../shared/ui/page.tsx';
import { useAnswer } from '../../../shared/use-answer.ts';
import styles from './page.module.css';
import type { Film } from './known.ts';
import { pageWords } from './words.ts';

const SHOWN = 12;

interface Neighbour {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly href: string;
  readonly reason: string;
}

interface StripProps {
  readonly title: string;
  readonly note: string;
  readonly neighbours: readonly Neighbour[];
}

function Strip({ title, note, neighbours }: StripProps): ReactNode {
  return (
    <Panel title={title} note={note}>
      <ul className={styles.strip} tabIndex={0} aria-label={title}>
        {neighbours.map((one) => (
          <li key={one.href}>
            <Link href={one.href} className={styles.neighbour}>
              <Cover title={one} className={styles.neighbourCover} />
              <strong>{one.title}</strong>
              <small>{one.reason}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The neighbours of a title by the model that serves; nothing while there are none. */
export function SimilarByAudience({ id }: { readonly id: string }): ReactNode {
  const words = useWords(pageWords);
  const { data } = useAnswer<z.output<typeof similarTitlesSchema>>(
    addressOf(`/v1/titles/${encodeURIComponent(id)}/similar`, { n: SHOWN }),
    { keep: false },
  );
  if (data === undefined || data.similar.length === 0) return null;
  return (
    <Strip
      title={words.similar}
      note={words.similarNote}
      neighbours={data.similar.map(({ reason, ...title }) => ({
        ...title,
        reason,
        href: `/titles/${encodeURIComponent(title.id)}`,
      }))}
    />
  );
}

/** The films nearest to one by what the films catalogue tells; nothing while they have not been found. */
export function FilmNeighbours({ film }: { readonly film: Film }): ReactNode {
  const words = useWords(pageWords);
  const { data } = useAnswer<z.output<typeof similarFilmsSchema>>(
    addressOf('/recomendacion', { titulo: film.title, id: String(film.tmdbId), n: SHOWN, detalle: '1' }),
    { keep: false },
  );
  if (data === undefined || data.recomendaciones.length === 0) return null;
  return (
    <Strip
      title={words.neighbours}
      note={words.neighboursNote}
      neighbours={data.recomendaciones.map(({ id, titulo, anio, comparten }) => ({
        id: `film ${id}`,
        title: titulo,
        year: anio,
        genres: comparten.generos,
        href: `/titles/film/${id}`,
        reason: [
          comparten.coleccion,
          ...comparten.directores,
          ...comparten.actores.slice(0, 2),
          ...comparten.palabras_clave.slice(0, 2),
          ...comparten.generos.slice(0, 2),
        ]
          .filter((part) => part !== null)
          .slice(0, 3)
          .join(', '),
      }))}
    />
  );
}
