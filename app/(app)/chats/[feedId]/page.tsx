import { MessageCircle } from 'lucide-react';
import type { Metadata } from 'next';
import { cache } from 'react';
import { addressed, found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { ChatHeader } from '@/components/chats/chat-header';
import { Feed } from '@/components/feeds/feed';
import { FeedScreen } from '@/components/feeds/feed-screen';
import { EmptyState } from '@/components/ui/page/empty-state';
import { requireUser } from '@/lib/auth/current-user';
import { getDirectChat } from '@/lib/direct-chats/get-direct-chat';
import { messageAsked } from '@/lib/feeds/message-address';
import { openFeed } from '@/lib/feeds/read-feed-around';
import { feedParams } from '@/lib/feeds/schema';

type PageProps = {
  params: Promise<{ feedId: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

// The title and the page share one query.
const chatOf = cache(getDirectChat);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleOf('Direct messages', async (user) => {
    const { feedId } = feedParams.parse(await params);
    return (await chatOf(user, feedId)).partner.name;
  });
}

export default async function ChatPage({ params, searchParams }: PageProps) {
  const user = await requireUser();
  const { feedId } = await addressed(feedParams, params);
  const chat = await found(chatOf(user, feedId));
  const message = messageAsked((await searchParams).message, chat.feedId);
  return (
    <FeedScreen>
      <ChatHeader chat={chat} />
      <Feed
        key={`${chat.feedId}/${message}`}
        feedId={chat.feedId}
        address={`/chats/${chat.feedId}`}
        label={`Messages with ${chat.partner.name}`}
        opening={await openFeed(user, chat.feedId, message)}
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
