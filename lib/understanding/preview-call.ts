import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { readMessageContent } from '@/lib/messages/content';
import type { DrawnPreview } from './dto';
import { findCall } from './find-call';
import type { Understanding } from './schema';
import { understandAs } from './understand-as';

/**
 * The call that a message was made of, drawn with unsaved settings. Changes nothing.
 * @throws {AppError} `not_found` like `findCall`.
 */
export async function previewCall(
  user: SteppedUpUser,
  feedId: number,
  seq: number,
  understanding: Understanding,
): Promise<DrawnPreview> {
  const { call, target, receivedAt } = await findCall(user, feedId, seq);
  const { message, silence } = understandAs(call, {
    named: target.kind === 'channel',
    understanding,
    at: receivedAt,
    place: target.name,
  });
  return { message: readMessageContent(JSON.stringify(message)), silence: silence?.note ?? null };
}
