import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Prisma } from '@/lib/db/generated/client';
import { membershipSelect } from '@/lib/feeds/rows/membership-select';
import { manages } from './bot-access';
import type { BotPage, BotSummary } from './dto';

/** The columns for a bot's summary, as `user` sees it. */
export function summarySelect(user: SignedInUser) {
  return {
    id: true,
    uniqueName: true,
    name: true,
    description: true,
    imageUrl: true,
    access: true,
    createdById: true,
    feed: { select: membershipSelect(user) },
  } satisfies Prisma.BotSelect;
}

/** The columns for a bot's page. */
export function pageSelect(user: SignedInUser) {
  return {
    ...summarySelect(user),
    feedId: true,
    createdAt: true,
    createdBy: { select: { id: true, name: true } },
  } satisfies Prisma.BotSelect;
}

type SummaryRow = Prisma.BotGetPayload<{ select: ReturnType<typeof summarySelect> }>;
type PageRow = Prisma.BotGetPayload<{ select: ReturnType<typeof pageSelect> }>;

export function toSummary(user: SignedInUser, { feed, createdById, ...bot }: SummaryRow): BotSummary {
  return {
    id: bot.id,
    uniqueName: bot.uniqueName,
    name: bot.name,
    description: bot.description,
    imageUrl: bot.imageUrl,
    access: bot.access,
    subscriberCount: feed._count.members,
    subscribed: feed.members.length > 0,
    manageable: manages(user, { createdById, access: bot.access }),
  };
}

export function toPage(user: SignedInUser, row: PageRow): BotPage {
  return {
    ...toSummary(user, row),
    feedId: row.feedId,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}
