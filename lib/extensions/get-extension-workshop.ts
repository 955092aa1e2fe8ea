import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readFailures } from '@/lib/handlers/failures/read-failures';
import { appIdOf } from './app-key/ids';
import type { ExtensionWorkshop } from './dto';
import { pageSelect, toPage } from './rows/row';

const MAX_VERSIONS = 50;

/**
 * An extension with its code, app ids and newest versions, for its owner.
 * @throws {AppError} `not_found`.
 */
export async function getExtensionWorkshop(user: SignedInUser, number: bigint): Promise<ExtensionWorkshop> {
  const row = await db().extension.findFirst({
    where: { number, ownerId: user.id },
    select: {
      ...pageSelect(user),
      sandboxCode: true,
      versions: {
        orderBy: { version: 'desc' },
        take: MAX_VERSIONS,
        select: {
          version: true,
          note: true,
          publishedAt: true,
          publishedBy: { select: { name: true } },
        },
      },
    },
  });
  if (!row) throw notFound('extension');
  const published = await db().extensionVersion.findFirst({
    where: { extensionNumber: number, version: row.publishedVersion ?? 0 },
    select: { code: true },
  });
  return {
    ...toPage(user, row),
    sandboxAppId: appIdOf(number, 'sandbox'),
    marketplaceAppId: appIdOf(number, 'marketplace'),
    sandboxCode: row.sandboxCode,
    publishedCode: published?.code ?? null,
    versions: row.versions.map((version) => ({
      ...version,
      publishedBy: version.publishedBy.name,
      publishedAt: version.publishedAt.toISOString(),
    })),
    failures: await readFailures(user, row.feedId),
  };
}
