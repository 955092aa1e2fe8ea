import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import type { Transaction } from '@/lib/db/prisma';

/**
 * SQL: expressions of a WITH that change all tokens of a person, locked in the order of their ids like everywhere. They must stand in
 * the last statement of their transaction: calls with these tokens wait from here to the commit.
 */
export function changedTokens(userId: string, change: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    own as materialized (select id from webhook_token where user_id = ${userId} order by id for no key update),
    changed as (update webhook_token t set ${change} from own where t.id = own.id returning t.id)`;
}

/** Changes all tokens of a person as the last statement of a transaction. */
export async function changeAllTokens(tx: Transaction, userId: string, change: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`with ${changedTokens(userId, change)} select`;
}
