import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { visibleTo } from './access/where-visible';
import type { ExtensionSummary } from './dto';
import { summarySelect, toSummary } from './rows/row';

const MAX_LISTED = 500;

/** The user's own extensions and every published one, by name. */
export async function listExtensions(user: SignedInUser): Promise<ExtensionSummary[]> {
  const extensions = await db().extension.findMany({
    where: visibleTo(user),
    orderBy: [{ name: 'asc' }, { number: 'asc' }],
    take: MAX_LISTED,
    select: summarySelect(user),
  });
  return extensions.map((extension) => toSummary(user, extension));
}
