import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { recommendWords } from './words.ts';

/** The screen. */
export default function Recommend(): ReactNode {
  const words = useWords(recommendWords);
  return <Page title={words.title} lead={words.lead} />;
}
