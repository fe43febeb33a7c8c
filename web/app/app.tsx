import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '../shared/api.ts';
import { LanguageProvider } from '../shared/language.tsx';
import { Notices } from '../shared/ui/notices.tsx';
import { Shell } from './shell.tsx';

/** The dashboard. */
export function App(): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <LanguageProvider>
          <Notices>
            <Shell />
          </Notices>
        </LanguageProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
