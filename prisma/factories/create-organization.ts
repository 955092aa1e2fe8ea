import 'server-only';
import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';

/** Returns the installation's only row and makes it when it is missing. Parallel calls make one. */
export async function createOrganization(name = 'Test'): Promise<{ id: string }> {
  await db()
    .$executeRaw`insert into organization (id, name) values (${decimalId()}, ${name}) on conflict do nothing`;
  return db().organization.findFirstOrThrow({ select: { id: true } });
}
