import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { exploreWords } from './words.ts';

/** The screen. */
export default function Explore(): ReactNode {
  const words = useWords(exploreWords);
  return <Page title={words.title} lead={words.lead} />;
}
