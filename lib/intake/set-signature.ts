import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';
import { requireManagedTarget } from '@/lib/understanding/require-managed-target';
import { intakePlace, SETS, VERSIONED } from './change-intake';
import { openIntakeSecrets, sealIntakeSecret } from './intake-secret';
import { requireFittingSecrets } from './require-fitting-secrets';
import type { SignatureSettings } from './schema';

/**
 * Sets how calls of a target must be signed, from the next call on, in every process. Secrets are encrypted and never
 * shown again.
 * @throws {AppError} `not_found` unless the user manages the feed; `invalid_input`; `conflict` when a secret to be
 * kept is gone.
 */
export async function setSignature(
  user: SignedInUser,
  feedId: number,
  settings: SignatureSettings,
): Promise<void> {
  const { scheme, mode, custom, keep, add } = settings;
  const secrets = scheme === null ? 0 : keep.length + add.length;
  const customScheme = custom && JSON.stringify(custom);
  for (;;) {
    const { kind, id, name } = await requireManagedTarget(user, feedId);
    const detail = {
      kind,
      name,
      scheme: scheme ?? 'none',
      mode,
      secrets: String(secrets),
      added: String(add.length),
    };
    // Read before the secrets: while the feed has this version, they are these.
    const feed = await db().feed.findUnique({ where: { id: feedId }, select: { intakeVersion: true } });
    if (!feed) throw notFound('channel, bot or extension');
    const { kept, added } = await secretsOf(feedId, settings);
    const changed = await actAtOnce(
      user,
      Prisma.sql`${intakePlace(user, feedId, feed.intakeVersion)},
      changed as (
        insert into intake as i (feed_id, scheme, signature_mode, custom_scheme)
        select id, ${scheme}, ${mode}::signature_mode, ${customScheme} from place
        on conflict (feed_id) do update set (scheme, signature_mode, custom_scheme) =
          (select excluded.scheme, excluded.signature_mode, excluded.custom_scheme)
        returning i.feed_id, ${SETS} as sets
      ),
      removed as (
        delete from intake_secret s using changed c where s.feed_id = c.feed_id and s.id <> all (${kept}::uuid[])
        returning s.slot
      ),
      added as (${insertSecrets(added)}),
      ${VERSIONED},
      done as (${eventSql(user, 'intake.set_signature', id, detail, Prisma.sql`changed`)})`,
    );
    // Of two simultaneous changes the second begins again, with the secrets of the first. So does one that lost its right.
    if (changed.length > 0) return;
  }
}

type Added = { id: string; slot: number; ciphertext: Uint8Array; keyVersion: number };

/** SQL: stores secrets in slots of their own, or of those that were `removed`. */
function insertSecrets(secrets: readonly Added[]): Prisma.Sql {
  const ciphertexts = secrets.map(({ ciphertext }) => Buffer.from(ciphertext).toString('base64'));
  return Prisma.sql`
    insert into intake_secret (feed_id, slot, id, ciphertext, key_version)
    select c.feed_id, a.slot, a.id, decode(a.ciphertext, 'base64'), a.key_version
    from changed c cross join unnest(
      ${secrets.map(({ slot }) => slot)}::int[], ${secrets.map(({ id }) => id)}::uuid[],
      ${ciphertexts}::text[], ${secrets.map(({ keyVersion }) => keyVersion)}::int[]
    ) as a(slot, id, ciphertext, key_version)
    where (select count(*) from removed) >= 0`;
}

const SLOTS = [1, 2];

/** The secrets that stay, by their ids, and the new ones, sealed. */
async function secretsOf(
  feedId: number,
  settings: SignatureSettings,
): Promise<{ kept: string[]; added: Added[] }> {
  const { scheme, keep, add } = settings;
  if (scheme === null) return { kept: [], added: [] };
  const kept = await db().intakeSecret.findMany({
    where: { feedId, id: { in: keep } },
    select: { id: true, slot: true, feedId: true, ciphertext: true, keyVersion: true },
  });
  if (kept.length !== keep.length) {
    throw new AppError('conflict', 'The secrets were changed meanwhile; load the page again.');
  }
  requireFittingSecrets(settings, [...openIntakeSecrets(kept), ...add]);
  const free = SLOTS.filter((slot) => kept.every((secret) => secret.slot !== slot));
  const added = add.map((secret, place) => {
    const id = timeOrderedId();
    return { id, slot: free[place]!, ...sealIntakeSecret(secret, { id, feedId }) };
  });
  return { kept: kept.map(({ id }) => id), added };
}
