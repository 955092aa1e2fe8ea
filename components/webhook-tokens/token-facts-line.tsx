'use client';

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { TokenFacts } from '@/lib/webhook-tokens/dto';
import { TokenUniqueId } from './token-unique-id';

/** What is known about a token, in one line. */
export function TokenFactsLine({ token }: { token: TokenFacts }) {
  return (
    <>
      <TokenUniqueId token={token} />
      <ul className="mt-0.5 flex flex-wrap items-center gap-x-4 overflow-hidden">
        <Fact>
          <FormattedNumber value={token.invocations} /> accepted
        </Fact>
        <Fact>
          <FormattedNumber value={token.refusals} /> refused or failed
          {token.lastRefusedAt && (
            <>
              , last <RelativeTime at={token.lastRefusedAt} />
            </>
          )}
        </Fact>
        <Fact beside>
          created <RelativeTime at={token.createdAt} />
        </Fact>
        {token.lastInvokedAt && (
          <Fact>
            last invoked <RelativeTime at={token.lastInvokedAt} />
          </Fact>
        )}
        {token.lastSourceAddress && (
          <Fact beside>
            last call from <span className="font-mono text-sm">{token.lastSourceAddress}</span>
          </Fact>
        )}
      </ul>
    </>
  );
}

/** `beside`: left out on a phone, where the first call is to be seen without scrolling. */
function Fact({ beside, children }: { beside?: boolean; children: ReactNode }) {
  // The dot before a line's first fact lies outside and is cut off.
  const dotted = "relative before:absolute before:-left-2.5 before:content-['·']";
  return <li className={cn(dotted, beside && 'max-sm:hidden')}>{children}</li>;
}
