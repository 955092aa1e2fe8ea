'use client';

import { useQuery } from '@tanstack/react-query';
import { KeyRound, Link2, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { Dialog } from '@/components/ui/overlays/dialog';
import { EmptyState } from '@/components/ui/page/empty-state';
import { ErrorState } from '@/components/ui/page/error-state';
import { PageHeader } from '@/components/ui/page/page-header';
import type { ListedToken, TokenRow } from '@/lib/webhook-tokens/dto';
import { TOKEN_LIMIT } from '@/lib/webhook-tokens/policies/limit';
import { focusOfRow } from './focus-of-row';
import { fetchTokens, tokenKeys } from './token-queries';
import { TokenTable } from './token-table';
import { UrlChoices, UrlDialog } from './url/url-dialog';
import { useOpened } from './use-opened';
import { useGenerated } from './use-token-changes';

// Loaded after the page, or when the pointer or the focus comes near: the list itself stays light.
const ahead = { ahead: true };
const GenerateDialog = lazyPart(() => import('./generate-dialog').then((file) => file.GenerateDialog), ahead);
const DeleteDialog = lazyPart(() => import('./delete-dialog').then((file) => file.DeleteDialog), ahead);

const FULL = `You have ${TOKEN_LIMIT} tokens, the most at any one time. Delete one to generate another.`;

const beforehand = ({ fetchAhead }: { fetchAhead: () => void }) => ({
  onPointerEnter: fetchAhead,
  onFocus: fetchAhead,
});

/** Counters move while the page is open. */
const REFRESH_MS = 10_000;

type TokenListProps = {
  initialTokens: ListedToken[];
  /** The open session: time left, Lock now. */
  session: ReactNode;
};

/** The Webhook Tokens page: what they are, Generate New Token, and the Generated Tokens. */
export function TokenList({ initialTokens, session }: TokenListProps) {
  const query = useQuery({
    queryKey: tokenKeys.list(),
    queryFn: () => fetchTokens(),
    initialData: initialTokens,
    refetchInterval: REFRESH_MS,
  });
  const noteGenerated = useGenerated();
  const tokens = query.data;
  const { opened, setOpened, close, target } = useOpened(tokens.length);
  const heading = useRef<HTMLHeadingElement>(null);
  const getUrl = useCallback(({ id }: TokenRow) => setOpened({ what: 'url', tokenId: id }), [setOpened]);
  const askToDelete = useCallback((token: TokenRow) => setOpened({ what: 'delete', token }), [setOpened]);

  const generateButton = (
    <Button
      {...beforehand(GenerateDialog)}
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      disabledReason={tokens.length >= TOKEN_LIMIT ? FULL : undefined}
      onClick={() => setOpened({ what: 'generate' })}
    >
      Generate New Token
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Webhook Tokens"
        aside={session}
        description={`Keys that let outside services post as you. You can have at most ${TOKEN_LIMIT} at any one time.`}
        actions={
          tokens.length > 0 && (
            <>
              <Button
                {...beforehand(UrlChoices)}
                icon={<Link2 aria-hidden className="size-4" />}
                onClick={() => setOpened({ what: 'url' })}
              >
                Get Webhook URL
              </Button>
              {generateButton}
            </>
          )
        }
      />
      <section aria-labelledby="generated-tokens">
        <div className="flex items-baseline gap-2 pb-3">
          <h2 ref={heading} id="generated-tokens" tabIndex={-1} className="font-semibold text-base">
            Generated Tokens
          </h2>
          <span className="text-sm text-text-muted tabular-nums">
            {tokens.length} of {TOKEN_LIMIT}
          </span>
        </div>
        {query.isError && tokens.length === 0 ? (
          <ErrorState
            title="Your tokens could not be loaded"
            message={query.error.message}
            onRetry={() => query.refetch()}
          />
        ) : tokens.length === 0 ? (
          <EmptyState icon={<KeyRound aria-hidden />} title="No tokens yet" action={generateButton}>
            A webhook token lets a service such as your build server post into a channel, a bot or an
            extension. Generate one, then take its address from Get Webhook URL.
          </EmptyState>
        ) : (
          <TokenTable tokens={tokens} onGetUrl={getUrl} onDelete={askToDelete} />
        )}
      </section>

      <Dialog
        open={opened?.what === 'full'}
        onOpenChange={close}
        title="Generate New Token"
        description={FULL}
        size="sm"
      />
      {opened?.what === 'generate' && (
        <GenerateDialog
          onClose={close}
          onGetUrl={(tokenId) => setOpened({ what: 'url', tokenId })}
          onGenerated={noteGenerated}
        />
      )}
      {opened?.what === 'delete' && (
        <DeleteDialog
          token={opened.token}
          onClose={close}
          onDeleted={close}
          focusAfter={() => focusOfRow(tokens, opened.token.id) ?? heading.current}
        />
      )}
      {opened?.what === 'url' && (
        <UrlDialog tokens={tokens} initialTokenId={opened.tokenId} initialTarget={target} onClose={close} />
      )}
    </>
  );
}
