import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { readAppId } from '@/lib/extensions/app-key/ids';

type Target = { endpoint: string; target: string };

/**
 * The names of call targets that are ids: extensions, channels, people. Deleted targets, and those that the user does
 * not see, keep their id.
 * @returns the name for a target, or null
 */
export async function nameTargets(
  user: SteppedUpUser,
  rows: readonly Target[],
): Promise<(row: Target) => string | null> {
  const [extensions, channels, people] = await Promise.all([
    extensionNames(user, targetsOf(rows, /^application_/)),
    channelNames(user, targetsOf(rows, /^channel_.*_by_id$/)),
    peopleNames(targetsOf(rows, /^buddy_/)),
  ]);
  return ({ endpoint, target }) => {
    if (endpoint.startsWith('application_')) {
      const { number, isSandbox } = readAppId(target);
      const name = number === null ? undefined : extensions.get(number);
      return name === undefined ? null : isSandbox ? `${name} (sandbox)` : name;
    }
    const names = endpoint.startsWith('buddy_') ? people : channels;
    return names.get(target) ?? null;
  };
}

function targetsOf(rows: readonly Target[], endpoints: RegExp): string[] {
  return [...new Set(rows.filter(({ endpoint }) => endpoints.test(endpoint)).map(({ target }) => target))];
}

async function extensionNames(user: SteppedUpUser, appIds: string[]): Promise<Map<string, string>> {
  if (appIds.length === 0) return new Map();
  const found = await db().extension.findMany({
    where: {
      number: { in: appIds.flatMap((appId) => readAppId(appId).number ?? []).map(BigInt) },
      OR: [{ ownerId: user.id }, { publishedVersion: { not: null } }],
    },
    select: { number: true, name: true },
  });
  return new Map(found.map(({ number, name }) => [String(number), name]));
}

async function channelNames(user: SteppedUpUser, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await db().channel.findMany({
    where: {
      id: { in: ids },
      OR: [{ access: 'ORGANIZATION' }, { feed: { members: { some: { userId: user.id } } } }],
    },
    select: { id: true, uniqueName: true },
  });
  return new Map(found.map(({ id, uniqueName }) => [id, uniqueName]));
}

async function peopleNames(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(found.map(({ id, name }) => [id, name]));
}
