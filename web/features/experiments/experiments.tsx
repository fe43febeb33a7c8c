import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { LogPage } from './log-page.tsx';
import { RunPage } from './run-page.tsx';

/** The log of experiments, or one run of it. */
export default function Experiments(): ReactNode {
  const [isRun, parameters] = useRoute('/experiments/:id');
  const id = isRun ? parameters.id : undefined;
  return id === undefined ? <LogPage /> : <RunPage key={id} id={decodeURIComponent(id)} />;
}
