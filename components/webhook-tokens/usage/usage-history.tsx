'use client';

import { useQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { PageHeader } from '@/components/ui/page/page-header';
import { isNotFound } from '@/components/ui/requests/fetch-json';
import type { TokenFacts } from '@/lib/webhook-tokens/dto';
import { TOKENS_HREF } from '../paths';
import { TokenFactsLine } from '../token-facts-line';
import { TokenMenu } from '../token-menu';
import { TokenName } from '../token-name';
import { fetchFacts, tokenKeys } from '../token-queries';
import { TokenStatus } from '../token-status';
import { UrlDialog } from '../url/url-dialog';
import { TokenGone } from './token-gone';
import { UsageWorkspace } from './usage-workspace';
import { useLiveCalls } from './use-live-calls';

const DeleteDialog = lazyPart(() => import('../delete-dialog').then((file) => file.DeleteDialog), {
  ahead: true,
});

type UsageHistoryProps = {
  initialFacts: TokenFacts;
  /** The open session: time left, Lock now. */
  session: ReactNode;
};

/** Usage history: a token's facts, its calls over time, and every call, live. */
export function UsageHistory({ initialFacts, session }: UsageHistoryProps) {
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);
  const [opened, setOpened] = useState<'url' | 'delete' | null>(null);
  const { data: token, error } = useQuery({
    queryKey: tokenKeys.facts(initialFacts.id),
    queryFn: () => fetchFacts(initialFacts.id),
    initialData: initialFacts,
  });
  // The tab's title comes with the page.
  useEffect(() => {
    if (token.name !== initialFacts.name) router.refresh();
  }, [token.name, initialFacts.name, router]);
  const { live, isGone } = useLiveCalls(token.id);
  const close = () => setOpened(null);
  const getUrl = useCallback(() => setOpened('url'), []);
  // While it is deleted here, the dialog has the last word.
  if ((isGone || isNotFound(error)) && opened !== 'delete') {
    return <TokenGone name={token.name} session={session} />;
  }
  return (
    // `data-call` stands on an open call; where it has the page to itself, the rest is hidden.
    <div className="group/usage">
      {/* A phone has the way back above, among the tools, so that the calls are in view at once. */}
      <div className="max-lg:group-has-[[data-call]]/usage:hidden max-sm:[&>header]:pb-4 max-sm:[&>header>a]:hidden">
        <PageHeader
          back={{ href: TOKENS_HREF, label: 'Webhook Tokens' }}
          title={<TokenName token={token} editing={renaming} onEditingChange={setRenaming} size="lg" />}
          aside={session}
          description={<TokenFactsLine token={token} />}
          actions={
            <>
              <TokenStatus token={token} />
              <Button icon={<Link2 aria-hidden className="size-4" />} onClick={getUrl}>
                Get Webhook URL
              </Button>
              <TokenMenu
                token={token}
                here
                onGetUrl={getUrl}
                onRename={() => setRenaming(true)}
                onDelete={() => setOpened('delete')}
              />
            </>
          }
        />
      </div>
      <UsageWorkspace tokenId={token.id} live={live} onGetUrl={getUrl} />
      {opened === 'url' && <UrlDialog tokens={[token]} initialTokenId={token.id} onClose={close} />}
      {opened === 'delete' && (
        <DeleteDialog token={token} onClose={close} onDeleted={() => router.replace(TOKENS_HREF)} />
      )}
    </div>
  );
}
