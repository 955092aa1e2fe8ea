import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/page/error-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { TOKENS_HREF } from '../paths';

/** Stands in place of the usage history of a token that was deleted elsewhere: nothing of it can be fetched or changed any more. */
export function TokenGone({ name, session }: { name: string; session: ReactNode }) {
  return (
    <>
      <PageHeader
        back={{ href: TOKENS_HREF, label: 'Webhook Tokens' }}
        title={<span dir="auto">{name}</span>}
        aside={session}
      />
      <ErrorState title="There is no such token any more" message="It may have been deleted elsewhere." />
    </>
  );
}
