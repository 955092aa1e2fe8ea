import 'server-only';
import { db } from '@/lib/db/prisma';

/** Whether the installation has its first account. */
export async function isSetUp(): Promise<boolean> {
  return (await db().organization.findFirst({ select: { id: true } })) !== null;
}
