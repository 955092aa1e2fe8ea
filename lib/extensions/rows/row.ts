import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Prisma } from '@/lib/db/generated/client';
import { membershipSelect } from '@/lib/feeds/rows/membership-select';
import type { ExtensionPage, ExtensionSummary } from '../dto';

/** The columns for an extension's summary, as `user` sees it. */
export function summarySelect(user: SignedInUser) {
  return {
    number: true,
    name: true,
    description: true,
    publishedVersion: true,
    owner: { select: { id: true, name: true } },
    feed: { select: membershipSelect(user) },
  } satisfies Prisma.ExtensionSelect;
}

/** The columns for an extension's page. */
export function pageSelect(user: SignedInUser) {
  return { ...summarySelect(user), feedId: true, createdAt: true } satisfies Prisma.ExtensionSelect;
}

type SummaryRow = Prisma.ExtensionGetPayload<{ select: ReturnType<typeof summarySelect> }>;
type PageRow = Prisma.ExtensionGetPayload<{ select: ReturnType<typeof pageSelect> }>;

export function toSummary(user: SignedInUser, row: SummaryRow): ExtensionSummary {
  return {
    number: String(row.number),
    name: row.name,
    description: row.description,
    owner: row.owner,
    mine: row.owner.id === user.id,
    publishedVersion: row.publishedVersion,
    installed: row.feed.members.length > 0,
    installCount: row.feed._count.members,
  };
}

export function toPage(user: SignedInUser, row: PageRow): ExtensionPage {
  return { ...toSummary(user, row), feedId: row.feedId, createdAt: row.createdAt.toISOString() };
}
