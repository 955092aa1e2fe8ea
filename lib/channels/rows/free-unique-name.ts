import 'server-only';
import { takeLock } from '@/lib/db/advisory-locks';
import type { Transaction } from '@/lib/db/prisma';
import { firstFree, uniqueNameFrom } from './unique-name';

/** The unique name of a new channel or bot. Nobody else gets one of this kind before the transaction ends. */
export async function freeUniqueName(
  tx: Transaction,
  kind: 'channel' | 'bot',
  name: string,
): Promise<string> {
  await takeLock(tx, `${kind}Naming`);
  const base = uniqueNameFrom(name, kind);
  const similar = { where: { uniqueName: { startsWith: base } }, select: { uniqueName: true } };
  const taken = kind === 'bot' ? await tx.bot.findMany(similar) : await tx.channel.findMany(similar);
  return firstFree(base, new Set(taken.map(({ uniqueName }) => uniqueName)));
}
