'use client';

import { CopyButton } from '@/components/ui/text/copy-button';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { revealToken } from './token-queries';

/** `1001.9f3a…c21d`: the public half, shortened. */
function shortId(publicId: string): string {
  const half = publicId.slice(5);
  return `1001.${half.slice(0, 4)}…${half.slice(-4)}`;
}

/** The token unique id; Copy to clipboard appears on hover and focus and copies the whole token. */
export function TokenUniqueId({ token }: { token: TokenRow }) {
  return (
    <span className="group/id relative inline-flex items-center gap-1">
      <code className="whitespace-nowrap text-sm text-text-muted" title={`${token.publicId}.…`}>
        <span aria-hidden>
          {shortId(token.publicId)}
          {/* Dots for the secret half, where there is room for what says nothing. */}
          <span className="@max-4xl:hidden">.••••••</span>
        </span>
        <span className="sr-only">Token unique id {token.publicId}</span>
      </code>
      <span className="relative z-1 opacity-0 transition-opacity focus-within:opacity-100 group-hover/id:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100">
        <CopyButton
          label="Copy to clipboard"
          ariaLabel={`Copy to clipboard: ${token.name}`}
          getValue={() => revealToken(token.id)}
        />
      </span>
    </span>
  );
}
