'use client';

import { TriangleAlert } from 'lucide-react';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { present } from '@/components/ui/text/server-clock';
import type { TokenRow } from '@/lib/webhook-tokens/dto';

const RECENT_MS = 7 * 24 * 60 * 60 * 1000;

/** What the calls of a token say about whether something still needs it. */
export function LastUse({ token }: { token: TokenRow }) {
  const isRecent = (at: string | null) =>
    at !== null && present().getTime() - new Date(at).getTime() < RECENT_MS;
  const warns = isRecent(token.lastInvokedAt) || isRecent(token.lastRefusedAt);
  return (
    <p
      className={
        warns
          ? 'flex gap-2.5 rounded bg-warning-soft px-3 py-2.5 text-warning-text'
          : 'rounded border bg-surface-sunken px-3 py-2.5'
      }
    >
      {warns && <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <span>
        <Accepted token={token} /> <Refused token={token} />
      </span>
    </p>
  );
}

function Accepted({ token }: { token: TokenRow }) {
  if (!token.lastInvokedAt)
    return <>{token.refusals === 0 ? 'It was never used.' : 'No call with it was ever accepted.'}</>;
  return (
    <>
      Last used <RelativeTime at={token.lastInvokedAt} className="font-medium" />,{' '}
      <FormattedNumber value={token.invocations} /> {token.invocations === 1 ? 'call' : 'calls'} in all.
    </>
  );
}

function Refused({ token }: { token: TokenRow }) {
  if (token.refusals === 0) return null;
  return (
    <>
      <FormattedNumber value={token.refusals} /> {token.lastInvokedAt && 'more '}
      {token.refusals === 1 ? 'call was' : 'calls were'} refused
      {token.lastRefusedAt && (
        <>
          , {token.refusals > 1 && 'the last '}
          <RelativeTime at={token.lastRefusedAt} className="font-medium" />
        </>
      )}
      .
    </>
  );
}
