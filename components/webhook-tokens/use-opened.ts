'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { TOKEN_LIMIT } from '@/lib/webhook-tokens/policies/limit';
import { TOKENS_HREF } from './paths';
import { readUrlTarget } from './url/url-target';

type Opened =
  | { what: 'generate' | 'full' }
  | { what: 'url'; tokenId?: string }
  | { what: 'delete'; token: TokenRow };

/**
 * Which dialog of the page is open. A link can open one: `?do=generate`, `?do=url`, or a target
 * (`?module=…&target=…`). Without a token, getting a URL begins with generating one; with as many as there may be, a link that
 * generates says why it cannot.
 */
export function useOpened(tokenCount: number) {
  const params = useSearchParams();
  const router = useRouter();
  const target = readUrlTarget(params);
  const asked = params.get('do') ?? (target ? 'url' : null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const without = tokenCount === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link asks once, not again when the count changes.
  useEffect(() => {
    if (asked === 'generate' && tokenCount >= TOKEN_LIMIT) setOpened({ what: 'full' });
    else if (asked === 'generate' || (asked === 'url' && without)) setOpened({ what: 'generate' });
    else if (asked === 'url') setOpened({ what: 'url' });
  }, [asked, params]);
  const close = () => {
    setOpened(null);
    if (asked) router.replace(TOKENS_HREF, { scroll: false });
  };
  return { opened, setOpened, close, target };
}
