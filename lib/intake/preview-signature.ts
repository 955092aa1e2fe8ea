import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { checkSignature, isBodyChanged } from '@/lib/signatures/check-signature';
import { withTokens } from '@/lib/signatures/hidden-token';
import { reasonOf } from '@/lib/signatures/outcome-texts';
import type { SignatureScheme } from '@/lib/signatures/scheme';
import { schemeOf } from '@/lib/signatures/scheme-of';
import { requireManagedTarget } from '@/lib/understanding/require-managed-target';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import type { SignaturePreview } from './dto';
import { openIntakeSecrets } from './intake-secret';
import { LARGEST_LOOKED_AT, lastCalls, type PastCall } from './past-calls';
import { requireFittingSecrets } from './require-fitting-secrets';
import type { SignatureSettings } from './schema';

/**
 * How the last hundred calls of a target would have fared with these settings, saved or not; changes nothing. Returns
 * numbers and reasons only, since the calls' contents belong to their senders.
 * @throws {AppError} `not_found` unless the user manages the feed; `invalid_input`.
 */
export async function previewSignature(
  user: SignedInUser,
  feedId: number,
  settings: SignatureSettings,
): Promise<SignaturePreview> {
  const target = await requireManagedTarget(user, feedId);
  const { scheme: name, custom, keep, add } = settings;
  const scheme = name && schemeOf(name, custom && JSON.stringify(custom));
  if (!scheme)
    throw new AppError('invalid_input', 'Choose whose signatures are checked.', { field: 'scheme' });
  const kept = await db().intakeSecret.findMany({
    where: { feedId, id: { in: keep } },
    select: { id: true, feedId: true, ciphertext: true, keyVersion: true },
  });
  const secrets = [...openIntakeSecrets(kept), ...add];
  if (secrets.length === 0) throw new AppError('invalid_input', 'Add the secret first.', { field: 'add' });
  requireFittingSecrets(settings, secrets);

  const faults = new Map<string, number>();
  const unknown = new Map<string, number>();
  let passed = 0;
  for (const call of await lastCalls(target)) {
    const found = checkPastCall(call, scheme, secrets);
    if (found === 'passed') passed++;
    else add1('fault' in found ? faults : unknown, 'fault' in found ? found.fault : found.unknown);
    // A hundred hashes at once would delay calls.
    await breathe();
  }
  const failed = [...faults.values()].reduce((sum, calls) => sum + calls, 0);
  return { checked: passed + failed, passed, faults: byNumber(faults), unknown: byNumber(unknown) };
}

const add1 = (counts: Map<string, number>, reason: string) =>
  counts.set(reason, (counts.get(reason) ?? 0) + 1);

const byNumber = (counts: Map<string, number>) =>
  [...counts].map(([reason, calls]) => ({ reason, calls })).sort((a, b) => b.calls - a.calls);

type Fared = 'passed' | { fault: string } | { unknown: string };

function checkPastCall(
  { request, body, bodySize, receivedAt }: PastCall,
  scheme: SignatureScheme,
  secrets: readonly string[],
): Fared {
  if (bodySize > LARGEST_LOOKED_AT)
    return { unknown: 'The body is larger than 256 KiB, which is not looked at again.' };
  if (body.length < bodySize)
    return { unknown: 'The history keeps only the beginning of this refused call, or nothing.' };
  const headers = withTokens(readRequestRecord(request).headers, secrets);
  const signed = { headers, bodies: [body] };
  const outcome = checkSignature(scheme, secrets, signed, receivedAt.getTime());
  if (outcome.result === 'passed') return 'passed';
  if (outcome.result === 'wrong') {
    if (isBodyChanged(scheme, secrets, signed)) return { fault: reasonOf({ ...outcome, result: 'changed' }) };
    if (headers['content-encoding'])
      return {
        unknown:
          'The body came compressed, and only its content was kept; the signature may be of the compressed bytes.',
      };
    if (Buffer.from(body).includes(MASKED))
      return { unknown: 'A token in the body was masked when it was kept, so the bytes are others.' };
  }
  // The delay of each single call is left out of the summary.
  return { fault: reasonOf('byS' in outcome ? { ...outcome, byS: null } : outcome) };
}

const MASKED = '*'.repeat(32);
