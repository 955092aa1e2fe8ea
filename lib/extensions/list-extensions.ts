import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import { visibleTo } from './access/where-visible';
import type { ExtensionSummary } from './dto';
import { summarySelect, toSummary } from './rows/row';

/** The user's own extensions and every published one, by name. */
export async function listExtensions(user: SignedInUser): Promise<ExtensionSummary[]> {
  const extensions = await db().extension.findMany({
    where: visibleTo(user),
    orderBy: { number: 'asc' },
    select: summarySelect(user),
  });
  return extensions.map((extension) => toSummary(user, extension)).sort(byName);
}
