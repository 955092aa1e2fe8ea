import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import { findChannel } from './access/find-channel';
import { outside } from './access/where-outside';
import type { Candidate } from './dto';

const MAX_LISTED = 50;

/** People outside the channel whose name or e-mail contains `search`, by name; of very many some. */
export async function listCandidates(
  user: SignedInUser,
  uniqueName: string,
  search: string,
): Promise<Candidate[]> {
  const { feedId } = await findChannel(user, uniqueName);
  const contains = { contains: search, mode: 'insensitive' } as const;
  const people = await db().user.findMany({
    where: { AND: [outside({ feedId }), { OR: [{ name: contains }, { email: contains }] }] },
    orderBy: { name: 'asc' },
    take: MAX_LISTED,
    select: { id: true, name: true, email: true },
  });
  return people.sort(byName);
}
