import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { apiWords } from './words.ts';

/** The screen. */
export default function Api(): ReactNode {
  const words = useWords(apiWords);
  return <Page title={words.title} lead={words.lead} />;
}
