'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { RequestFailed } from '@/components/ui/fetch-json';
import { Toaster } from '@/components/ui/toaster';
import { TooltipLayer } from '@/components/ui/tooltip-layer';

/** What every client component may rely on: the query cache, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      {children}
      <TooltipLayer />
      <Toaster />
    </QueryClientProvider>
  );
}

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal does not change by asking again; a lost connection may.
        retry: (count, error) => !(error instanceof RequestFailed && error.status < 500) && count < 2,
      },
    },
  });
}
