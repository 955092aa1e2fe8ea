import { MessagesSquare } from 'lucide-react';
import type { Metadata } from 'next';
import { cache } from 'react';
import { addressed, found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { Feed } from '@/components/feeds/feed';
import { FeedScreen } from '@/components/feeds/feed-screen';
import { ThreadHeader } from '@/components/threads/thread-header';
import { ThreadRoot } from '@/components/threads/thread-root';
import { EmptyState } from '@/components/ui/page/empty-state';
import { requireUser } from '@/lib/auth/current-user';
import { ARCHIVED } from '@/lib/feeds/access/archived-policy';
import { messageAsked } from '@/lib/feeds/message-address';
import { openFeed } from '@/lib/feeds/read-feed-around';
import { feedParams } from '@/lib/feeds/schema';
import { getThread } from '@/lib/threads/get-thread';

type PageProps = {
  params: Promise<{ feedId: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

// The title and the page share one query.
const threadOf = cache(getThread);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleOf('Thread', async (user) => {
    const { feedId } = feedParams.parse(await params);
    const { title, parent } = await threadOf(user, feedId);
    return `${title ?? 'Thread'} in ${parent.name}`;
  });
}

export default async function ThreadPage({ params, searchParams }: PageProps) {
  const user = await requireUser();
  const { feedId } = await addressed(feedParams, params);
  const thread = await found(threadOf(user, feedId));
  const readOnly = thread.parent.archived ? ARCHIVED : null;
  const message = messageAsked((await searchParams).message, thread.feedId);
  return (
    <FeedScreen>
      <ThreadHeader thread={thread} />
      <Feed
        key={`${thread.feedId}/${message}`}
        feedId={thread.feedId}
        address={`/threads/${thread.feedId}`}
        readOnly={readOnly}
        head={
          thread.root && (
            <ThreadRoot
              feedId={thread.parent.feedId}
              address={thread.parent.href}
              message={thread.root}
              readOnly={readOnly}
            />
          )
        }
        label={`Replies in ${thread.title ?? 'this thread'}`}
        opening={await openFeed(user, thread.feedId, message)}
        empty={
          <EmptyState icon={<MessagesSquare aria-hidden />} title="No replies yet">
            {readOnly ?? (
              <>
                A message posted with this thread’s <code>thread_chat_id</code> appears here.
              </>
            )}
          </EmptyState>
        }
      />
    </FeedScreen>
  );
}
