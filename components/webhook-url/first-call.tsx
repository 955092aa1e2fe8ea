'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from '@/components/ui/text/link';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { outcomeTone, outcomeWord } from '@/components/webhook-tokens/calls/call-texts';
import { usageHref } from '@/components/webhook-tokens/paths';
import { type CalledTargets, fetchLastCall, tokenKeys } from '@/components/webhook-tokens/token-queries';
import { useLiveCalls } from '@/components/webhook-tokens/usage/use-live-calls';
import type { InvocationRow } from '@/lib/webhook-tokens/dto';

type FirstCallProps = { tokenId: string } & CalledTargets;

/**
 * Waits live for a call of this token to this target and shows it. Tests do not count, nor do calls from before the URL was
 * shown. Later calls are compared with the newest call of that moment, since browsers' clocks may be wrong. The call is announced
 * once; how long ago it came, which changes, is not.
 */
export function FirstCall({ tokenId, module, targets }: FirstCallProps) {
  useLiveCalls(tokenId);
  const [showing] = useState(() => Math.random());
  const [before, setBefore] = useState<{ id: string | null } | null>(null);
  const last = useQuery({
    queryKey: [...tokenKeys.lastCall(tokenId, { module, targets }), showing],
    queryFn: ({ signal }) => fetchLastCall(tokenId, { module, targets }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const newest = last.data;
  if (before === null && newest !== undefined) setBefore({ id: newest?.id ?? null });
  const call = before && newest && newest.id !== before.id ? newest : null;
  return (
    <div className="flex items-start gap-3 rounded border bg-surface-sunken px-3 py-2.5 text-sm">
      <div role="status" className="min-w-0 flex-1">
        {call ? (
          <Came tokenId={tokenId} call={call} />
        ) : last.isError ? (
          <span className="text-danger-text">{last.error.message}</span>
        ) : (
          <span className="flex items-center gap-2.5">
            <span aria-hidden className="relative flex size-2.5">
              <span className="absolute inset-0 rounded-full bg-accent opacity-60 motion-safe:animate-ping" />
              <span className="size-2.5 rounded-full bg-accent" />
            </span>
            {before ? 'Waiting for the first call…' : 'Connecting…'}
          </span>
        )}
      </div>
      {call && <RelativeTime at={call.receivedAt} className="shrink-0 text-text-muted" />}
    </div>
  );
}

function Came({ tokenId, call }: { tokenId: string; call: InvocationRow }) {
  // An accepted call is a success, whatever its handler answered.
  const isGood = outcomeTone(call) === 'success';
  const Icon = isGood ? CircleCheck : CircleAlert;
  const by = call.userAgent ? ` by ${call.userAgent.split(' ')[0]}` : '';
  const word = outcomeWord(call);
  return (
    <span className="flex gap-2.5">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isGood ? 'text-success-text' : 'text-warning-text'}`}
      />
      <span className="wrap-anywhere min-w-0">
        {isGood
          ? `It works: called${by}. ${word}, ${call.status}`
          : `It was called${by}, and ${word.toLowerCase()} with ${call.status}`}
        {!isGood && call.reason && `: ${call.reason}`}.{' '}
        <Link
          href={`${usageHref(tokenId)}?call=${call.id}`}
          className="text-accent-text underline underline-offset-2"
        >
          See the call
        </Link>
      </span>
    </span>
  );
}
