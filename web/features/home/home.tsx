import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { homeWords } from './words.ts';

/** The screen. */
export default function Home(): ReactNode {
  const words = useWords(homeWords);
  return <Page title={words.title} lead={words.lead} />;
}
