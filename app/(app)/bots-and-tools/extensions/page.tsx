import type { Metadata } from 'next';
import { ExtensionList } from '@/components/extensions/extension-list';
import { Page } from '@/components/ui/page/page';
import { requireUser } from '@/lib/auth/current-user';
import { listExtensions } from '@/lib/extensions/list-extensions';

export const metadata: Metadata = { title: 'Extensions' };

export default async function ExtensionsPage() {
  const user = await requireUser();
  return (
    <Page>
      <ExtensionList extensions={await listExtensions(user)} />
    </Page>
  );
}
