'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Toaster } from '@/components/ui/overlays/toaster';
import { TooltipLayer } from '@/components/ui/overlays/tooltip-layer';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { CopyByHand } from '@/components/ui/text/copy-by-hand';

/** What every client component may rely on: the query cache, tooltips, toasts and copying. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      {children}
      <TooltipLayer />
      <CopyByHand />
      <Toaster />
    </QueryClientProvider>
  );
}

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // By default React Query silently keeps requests made offline for later. Here they fail and say so.
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (count, error) => isWorthAnotherTry(error) && count < 2,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Only a lost connection is worth another try: a refusal stays a refusal, and being offline stays so, too. */
function isWorthAnotherTry(error: Error): boolean {
  if (!(error instanceof RequestFailed)) return true;
  return error.status >= 500 || error.code === 'no_connection';
}
