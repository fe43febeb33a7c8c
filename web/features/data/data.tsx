import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { dataWords } from './words.ts';

/** The screen. */
export default function Data(): ReactNode {
  const words = useWords(dataWords);
  return <Page title={words.title} lead={words.lead} />;
}
