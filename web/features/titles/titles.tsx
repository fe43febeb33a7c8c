import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { titlesWords } from './words.ts';

/** The screen. */
export default function Titles(): ReactNode {
  const words = useWords(titlesWords);
  return <Page title={words.title} lead={words.lead} />;
}
