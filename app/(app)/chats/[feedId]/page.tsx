import { MessageCircle } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { titleOf } from '@/app/title-of';
import { ChatHeader } from '@/components/chats/chat-header';
import { Feed } from '@/components/feeds/feed';
import { FeedScreen } from '@/components/feeds/feed-screen';
import { EmptyState } from '@/components/ui/empty-state';
import { requireUser } from '@/lib/auth/current-user';
import { getDirectChat } from '@/lib/direct-chats/get-direct-chat';
import { isAppError } from '@/lib/errors';
import { readFeed } from '@/lib/feeds/read-feed';
import { feedParams } from '@/lib/feeds/schema';

type PageProps = { params: Promise<{ feedId: string }> };

// Once for the title and the page.
const chatOf = cache(getDirectChat);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const asked = feedParams.safeParse(await params);
  if (!asked.success) return { title: 'Direct messages' };
  return titleOf('Direct messages', async (user) => (await chatOf(user, asked.data.feedId)).partner.name);
}

export default async function ChatPage({ params }: PageProps) {
  const user = await requireUser();
  const asked = feedParams.safeParse(await params);
  if (!asked.success) notFound();
  const chat = await chatOf(user, asked.data.feedId).catch((error) => {
    if (isAppError(error)) notFound();
    throw error;
  });
  return (
    <FeedScreen>
      <ChatHeader chat={chat} />
      <Feed
        key={chat.feedId}
        feedId={chat.feedId}
        label={`Messages with ${chat.partner.name}`}
        firstPage={await readFeed(user, chat.feedId)}
        empty={
          <EmptyState
            icon={<MessageCircle aria-hidden />}
            title={<>No messages with {chat.partner.name} yet</>}
          >
            A service that posts with a webhook token to{' '}
            <code>/api/v2/buddies/{chat.partner.email}/message</code> writes here.
          </EmptyState>
        }
      />
    </FeedScreen>
  );
}
