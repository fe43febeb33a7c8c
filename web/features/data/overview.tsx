import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ImportsPanel } from './imports-panel.tsx';
import { SnapshotsPanel } from './snapshots-panel.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { dataWords } from './words.ts';

/** Bringing tables, what was imported, the snapshots and their differences. */
export function Overview(): ReactNode {
  const words = useWords(dataWords);
  return (
    <Page title={words.title} lead={words.lead}>
      <UploadPanel />
      <ImportsPanel />
      <SnapshotsPanel />
    </Page>
  );
}
