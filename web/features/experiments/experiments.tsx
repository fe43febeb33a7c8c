import type { ReactNode } from 'react';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { experimentsWords } from './words.ts';

/** The screen. */
export default function Experiments(): ReactNode {
  const words = useWords(experimentsWords);
  return <Page title={words.title} lead={words.lead} />;
}
