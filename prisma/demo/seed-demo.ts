import 'server-only';
import type { AuditAction } from '@/lib/audit/record-event';
import { BootError } from '@/lib/boot/boot-error';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { createDemoWorkspace } from './create-demo-workspace';
import { people } from './people';

/** What the audit trail has last, and first, of the making of a demonstration. */
const READY = 'demo.ready';
const BEGUN: AuditAction = 'account.create_first';

/**
 * Fills an empty installation with the demonstration workspace. Later starts find it and do nothing.
 * @throws {BootError} when the installation holds somebody's own data, or half a demonstration.
 */
export async function seedDemo(): Promise<void> {
  const organization = await db().organization.findFirst({ select: { id: true } });
  if (organization) return requireDemo();
  await createDemoWorkspace();
  const { email } = people.maya;
  const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  await db().auditEvent.create({
    data: { id: timeOrderedId(), actorId: id, action: READY, subjectId: id },
    select: { id: true },
  });
}

async function requireDemo(): Promise<void> {
  const known = await db().user.findUnique({ where: { email: people.maya.email }, select: { id: true } });
  if (!known) {
    throw new BootError(
      'This installation holds data of its own, which the demonstration does not touch: choose another place with DATA_DIR or DATABASE_URL.',
    );
  }
  // Of a trail that retention has shortened the beginning goes first.
  if ((await isInTrail(READY)) || !(await isInTrail(BEGUN))) return;
  const { DATABASE_URL, dataDir } = env();
  const remedy = `delete ${dataDir}${DATABASE_URL ? ' and empty the database of DATABASE_URL' : ''}, or choose another place with DATA_DIR or DATABASE_URL`;
  throw new BootError(`The demonstration was interrupted while it was being made: ${remedy}.`);
}

async function isInTrail(action: string): Promise<boolean> {
  return (await db().auditEvent.findFirst({ where: { action }, select: { id: true } })) !== null;
}
