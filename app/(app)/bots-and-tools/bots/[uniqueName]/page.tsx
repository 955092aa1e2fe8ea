import { MessagesSquare } from 'lucide-react';
import type { Metadata } from 'next';
import { cache } from 'react';
import { found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { BotDeleteCard } from '@/components/bots/bot-delete-card';
import { BotDetailsCard } from '@/components/bots/bot-details-card';
import { botFeedHref, botWebhookUrlHref } from '@/components/bots/bot-hrefs';
import { BotVersionsCard } from '@/components/bots/bot-versions-card';
import { BotWorkbench } from '@/components/bots/bot-workbench';
import { EndpointCards } from '@/components/handlers/endpoint-cards';
import { SignatureCard } from '@/components/signatures/signature-card';
import { ButtonLink } from '@/components/ui/button-link';
import { Page } from '@/components/ui/page/page';
import { PageHeader } from '@/components/ui/page/page-header';
import { Counted } from '@/components/ui/text/counted';
import { UnderstandingCard } from '@/components/understanding/understanding-card';
import { requireUser } from '@/lib/auth/current-user';
import { getBotSettings } from '@/lib/bots/get-bot-settings';
import { env } from '@/lib/env';
import { getUnderstanding } from '@/lib/understanding/get-understanding';
import { endpointUrls } from '@/lib/webhooks/endpoints/urls';

type PageProps = { params: Promise<{ uniqueName: string }> };

// The title and the page share one query.
const botOf = cache(getBotSettings);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { uniqueName } = await params;
  return titleOf('Bot', async (user) => `${(await botOf(user, uniqueName)).name}, settings`);
}

export default async function BotSettingsPage({ params }: PageProps) {
  const user = await requireUser();
  const bot = await found(botOf(user, (await params).uniqueName));
  const endpoints = endpointUrls({
    publicUrl: env().publicUrl.origin,
    orgId: '',
    option: { module: 'bots', uniqueName: bot.uniqueName },
  });
  const people = <Counted count={bot.subscriberCount} one="subscriber" />;
  return (
    <Page>
      <PageHeader
        back={{ href: '/bots-and-tools/bots', label: 'Bots' }}
        title={<bdi>{bot.name}</bdi>}
        description={
          <>
            <code>{bot.uniqueName}</code> · {people} · created by <bdi>{bot.createdBy.name}</bdi>
          </>
        }
        actions={
          <ButtonLink
            href={botFeedHref(bot.uniqueName)}
            icon={<MessagesSquare aria-hidden className="size-4 text-text-muted" />}
          >
            Open feed
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-6">
        <EndpointCards endpoints={endpoints} href={botWebhookUrlHref(bot.uniqueName)} />
        <BotWorkbench key={`handler-${bot.id}`} bot={bot} />
        <BotVersionsCard bot={bot} />
        <UnderstandingCard
          key={`understanding-${bot.id}`}
          settings={await getUnderstanding(user, bot.feedId)}
        />
        <SignatureCard key={`signature-${bot.id}`} feedId={bot.feedId} />
        <BotDetailsCard key={`details-${bot.id}`} bot={bot} />
        <BotDeleteCard bot={bot} />
      </div>
    </Page>
  );
}
