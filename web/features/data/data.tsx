import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { ImportPage } from './import-page.tsx';
import { Overview } from './overview.tsx';
import { UploadPage } from './upload-page.tsx';

/** `/data` tells what is there; `/data/imports/<id>` is the report of an import, `/data/upload` takes uploaded tables in. */
export default function Data(): ReactNode {
  const [path] = useLocation();
  const [place, id] = path.split('/').slice(2).map(decodeURIComponent);
  if (place === 'imports' && id !== undefined) return <ImportPage key={id} id={id} />;
  if (place === 'upload') return <UploadPage />;
  return <Overview />;
}
