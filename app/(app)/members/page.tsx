import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Members } from '@/components/members/members';
import { ProxyNotice } from '@/components/members/proxy-notice';
import { EmptyState } from '@/components/ui/page/empty-state';
import { Page } from '@/components/ui/page/page';
import { PageHeader } from '@/components/ui/page/page-header';
import { listInvitations } from '@/lib/accounts/list-invitations';
import { listMembers } from '@/lib/accounts/list-members';
import { requireUser } from '@/lib/auth/current-user';
import { isAdministrator } from '@/lib/auth/require-administrator';
import { UNTRUSTED_PROXY_HEADER } from '@/lib/http/client';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const user = await requireUser();
  if (!isAdministrator(user)) {
    return (
      <Page narrow>
        <PageHeader title="Members" />
        <EmptyState icon={<Users aria-hidden />} title="Administrators manage the members">
          Ask one of them to invite somebody.
        </EmptyState>
      </Page>
    );
  }
  const [members, invitations] = await Promise.all([listMembers(user), listInvitations(user)]);
  const isBehindProxy = (await headers()).has(UNTRUSTED_PROXY_HEADER);
  return (
    <Page>
      {isBehindProxy && <ProxyNotice />}
      <Members members={members} invitations={invitations} own={{ id: user.id, email: user.email }} />
    </Page>
  );
}
