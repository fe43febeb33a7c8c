import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { TitlePage } from './page/title-page.tsx';
import { TitleSearch } from './search.tsx';

/** `/titles` searches; `/titles/<id>` is a title's page, `/titles/film/<TMDB id>` and `/titles/platform/<id>` those of titles that stand elsewhere alone. */
export default function Titles(): ReactNode {
  const [path] = useLocation();
  const [first, second] = path.split('/').slice(2).map(decodeURIComponent);
  if (first === undefined || first === '') return <TitleSearch />;
  const address =
    (first === 'film' || first === 'platform') && second !== undefined
      ? ({ kind: first, id: second } as const)
      : ({ kind: 'title', id: first } as const);
  return <TitlePage key={`${address.kind}/${address.id}`} {...address} />;
}
