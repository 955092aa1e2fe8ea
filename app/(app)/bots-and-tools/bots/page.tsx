import type { Metadata } from 'next';
import { BotList } from '@/components/bots/bot-list';
import { Page } from '@/components/ui/page/page';
import { requireUser } from '@/lib/auth/current-user';
import { listBots } from '@/lib/bots/list-bots';

export const metadata: Metadata = { title: 'Bots' };

export default async function BotsPage() {
  const user = await requireUser();
  return (
    <Page>
      <BotList bots={await listBots(user)} />
    </Page>
  );
}
