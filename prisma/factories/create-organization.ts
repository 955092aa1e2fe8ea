import 'server-only';
import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';

/** The installation's only row; made when it is missing, also by several calls at once. */
export async function createOrganization(name = 'Test'): Promise<{ id: string }> {
  await db()
    .$executeRaw`insert into organization (id, name) values (${decimalId()}, ${name}) on conflict do nothing`;
  return db().organization.findFirstOrThrow({ select: { id: true } });
}
