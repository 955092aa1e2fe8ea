import 'server-only';
import { BootError } from '@/lib/boot/boot-error';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { createDemoWorkspace } from './demo/create-demo-workspace';
import { type DemoSummary, describeDemo } from './demo/describe-demo';
import { people } from './demo/people';

export { serve } from '@/lib/boot/serve';

const READY = 'demo.ready';

/**
 * Fills an empty installation with the demonstration workspace. Later starts find it and do nothing.
 * @throws {BootError} when the installation holds somebody's own data, or half a demonstration.
 */
export async function seedDemo(): Promise<void> {
  const ready = await db().auditEvent.findFirst({ where: { action: READY }, select: { id: true } });
  if (ready) return;
  const organization = await db().organization.findFirst({ select: { id: true } });
  if (organization) throw new BootError(await whyNotSeeded());
  await createDemoWorkspace();
  const { id } = await db().user.findUniqueOrThrow({
    where: { email: people.maya.email },
    select: { id: true },
  });
  await db().auditEvent.create({
    data: { id: timeOrderedId(), actorId: id, action: READY, subjectId: id },
    select: { id: true },
  });
}

async function whyNotSeeded(): Promise<string> {
  const { DATABASE_URL, dataDir } = env();
  const known = await db().user.findUnique({ where: { email: people.maya.email }, select: { id: true } });
  const remedy = `delete ${dataDir}${DATABASE_URL ? ' and empty the database of DATABASE_URL' : ''}, or choose another place with DATA_DIR or DATABASE_URL`;
  return known
    ? `The demonstration was interrupted while it was being made: ${remedy}.`
    : `This installation holds data of its own, which the demonstration does not touch: choose another place with DATA_DIR or DATABASE_URL.`;
}

/** The output of `npm run demo -- --json`. */
export function demoSummary(): Promise<DemoSummary> {
  return describeDemo(env().publicUrl.origin);
}
