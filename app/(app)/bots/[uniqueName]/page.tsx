import type { Metadata } from 'next';
import { cache } from 'react';
import { found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { BotFeedEmpty } from '@/components/bots/bot-feed-empty';
import { BotHeader } from '@/components/bots/bot-header';
import { BotNotSubscribed } from '@/components/bots/bot-not-subscribed';
import { Feed } from '@/components/feeds/feed';
import { FeedScreen } from '@/components/feeds/feed-screen';
import { requireUser } from '@/lib/auth/current-user';
import type { SignedInUser } from '@/lib/auth/principals';
import type { BotPage } from '@/lib/bots/dto';
import { getBot } from '@/lib/bots/get-bot';
import { messageAsked } from '@/lib/feeds/message-address';
import { openFeed } from '@/lib/feeds/read-feed-around';

type PageProps = {
  params: Promise<{ uniqueName: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

// The title and the page share one query.
const botOf = cache(getBot);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { uniqueName } = await params;
  return titleOf('Bot', async (user) => (await botOf(user, uniqueName)).name);
}

export default async function BotFeedPage({ params, searchParams }: PageProps) {
  const user = await requireUser();
  const bot = await found(botOf(user, (await params).uniqueName));
  return (
    <FeedScreen>
      <BotHeader bot={bot} />
      <BotBody user={user} bot={bot} message={messageAsked((await searchParams).message, bot.feedId)} />
    </FeedScreen>
  );
}

type BotBodyProps = { user: SignedInUser; bot: BotPage; message: number | null | undefined };

async function BotBody({ user, bot, message }: BotBodyProps) {
  if (!bot.subscribed) {
    return (
      <div className="px-4 py-8 sm:px-6">
        <BotNotSubscribed bot={bot} />
      </div>
    );
  }
  return (
    <Feed
      manages={bot.manageable}
      key={`${bot.feedId}/${message}`}
      feedId={bot.feedId}
      address={`/bots/${bot.uniqueName}`}
      label={`Messages of ${bot.name}`}
      opening={await openFeed(user, bot.feedId, message)}
      empty={<BotFeedEmpty name={bot.name} uniqueName={bot.uniqueName} />}
    />
  );
}
