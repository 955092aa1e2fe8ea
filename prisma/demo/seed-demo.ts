import 'server-only';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '@/lib/boot/boot-error';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { createDemoWorkspace } from './create-demo-workspace';
import { people } from './people';

/** In the data directory while the workspace is being made: rows that could tell so are retired some day. */
const unfinished = () => path.join(env().dataDir, 'demo-unfinished');

/**
 * Fills an empty installation with the demonstration workspace. Later starts find it and do nothing.
 * @throws {BootError} when the installation holds somebody's own data, or half a demonstration.
 */
export async function seedDemo(): Promise<void> {
  const organization = await db().organization.findFirst({ select: { id: true } });
  if (organization) return requireDemo();
  writeFileSync(unfinished(), '');
  await createDemoWorkspace();
  rmSync(unfinished());
}

async function requireDemo(): Promise<void> {
  const known = await db().user.findUnique({ where: { email: people.maya.email }, select: { id: true } });
  if (!known) {
    throw new BootError(
      'This installation holds data of its own, which the demonstration does not touch: choose another place with DATA_DIR or DATABASE_URL.',
    );
  }
  if (!existsSync(unfinished())) return;
  const { DATABASE_URL, dataDir } = env();
  const remedy = `delete ${dataDir}${DATABASE_URL ? ' and empty the database of DATABASE_URL' : ''}, or choose another place with DATA_DIR or DATABASE_URL`;
  throw new BootError(`The demonstration was interrupted while it was being made: ${remedy}.`);
}
