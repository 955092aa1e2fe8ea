'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { isGated } from '@/components/ui/requests/fetch-json';
import { GateOverPage } from './gate-over-page';
import { onStepUpRequired } from './step-up-required';

type StepUpOnDemandProps = { email: string; reason: string; children: ReactNode };

/**
 * Wraps a page that can be read without a fresh check but some of whose changes need one. The gate opens when such a change is
 * refused, and can be closed again.
 */
export function StepUpOnDemand({ email, reason, children }: StepUpOnDemandProps) {
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  useEffect(() => onStepUpRequired(() => setAsked(true)), []);
  const verified = () => {
    setAsked(false);
    askForRefused(queries);
    router.refresh();
  };
  return (
    <>
      {children}
      {asked && (
        <GateOverPage email={email} reason={reason} onVerified={verified} onCancel={() => setAsked(false)} />
      )}
    </>
  );
}

/** Asks again for what was refused, also for what is asked for only when something is pressed: an invalidation leaves that out. */
function askForRefused(queries: QueryClient) {
  const refused = queries.getQueryCache().findAll({ predicate: ({ state }) => isGated(state.error) });
  for (const query of refused) void query.fetch().catch(() => {});
}
