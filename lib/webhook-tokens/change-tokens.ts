import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import type { Transaction } from '@/lib/db/prisma';

/**
 * Changes all tokens of a person, locked in the order of their ids like everywhere. Must be the last statement of its
 * transaction: calls with these tokens wait from here to the commit.
 */
export async function changeTokens(tx: Transaction, userId: string, change: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    with own as materialized (select id from webhook_token where user_id = ${userId} order by id for no key update)
    update webhook_token t set ${change} from own where t.id = own.id`;
}
