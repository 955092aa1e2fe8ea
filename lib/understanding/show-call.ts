import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { contentOf } from '@/lib/providers/foreign-call';
import { fieldsOf } from '@/lib/providers/unknown/fields';
import type { MessageCall } from './dto';
import { findCall } from './find-call';
import { getUnderstanding } from './get-understanding';
import { valueAt } from './placeholder-values';

const MAX_SHOWN = 60;
const MAX_VALUE = 200;
/** Names of drawn parts, which precede a payload's own; so does what `payload.` itself means. */
const DRAWN: ReadonlySet<string> = new Set(['title', 'text', 'service', 'event', 'state']);

/**
 * The placeholders for the call that a message was made of, and its target's settings.
 * @throws {AppError} `not_found` like `findCall`.
 */
export async function showCall(user: SteppedUpUser, feedId: number, seq: number): Promise<MessageCall> {
  const { call, recorded } = await findCall(user, feedId, seq);
  const { value } = contentOf(call);
  const { fields } = fieldsOf(value, new Set());
  const usable = fields.filter(({ path }) => !/[{}\n]/.test(path) && valueAt(value, path) !== null);
  return {
    ...(await getUnderstanding(user, feedId)),
    recorded,
    fields: usable.slice(0, MAX_SHOWN).map((field) => ({
      path: DRAWN.has(field.path) || field.path.startsWith('payload.') ? `payload.${field.path}` : field.path,
      value: field.value.slice(0, MAX_VALUE),
    })),
  };
}
