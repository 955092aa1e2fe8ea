import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { GeneratedToken } from './dto';
import { TOKEN_LIMIT } from './policies/limit';
import { sealToken } from './token/box';
import { newToken } from './token/format';
import { tokenRowSelect, toTokenRow } from './token/row';

/**
 * Makes a token; returns it whole, this once.
 * @throws {AppError} `token_limit_reached` when the user has five, also for twenty requests at once.
 */
export async function generateToken(
  user: SteppedUpUser,
  { name }: { name: string },
): Promise<GeneratedToken> {
  return actAs(
    user,
    async (tx) => {
      const slot = await takeSlot(tx, user.id);
      const id = timeOrderedId();
      const { token, publicId } = newToken();
      // The accepting statement locks this row with the token.
      await tx.rateBucket.createMany({ data: { userId: user.id }, skipDuplicates: true });
      const row = await tx.webhookToken.create({
        data: {
          id,
          userId: user.id,
          slot,
          name,
          publicId,
          secretHash: keyedHash(token),
          ...sealToken(token, { id, userId: user.id }),
        },
        select: tokenRowSelect,
      });
      await recordEvent(tx, user, 'webhook_token.generate', id, { name });
      return { token, row: toTokenRow(row) };
    },
    { alone: true },
  );
}

/**
 * The lowest free slot, under the person's lock. The unique (userId, slot) would refuse anything that slipped past
 * it.
 */
async function takeSlot(tx: Transaction, userId: string): Promise<number> {
  const taken = await tx.webhookToken.findMany({ where: { userId }, select: { slot: true } });
  const slots = new Set(taken.map((token) => token.slot));
  for (let slot = 1; slot <= TOKEN_LIMIT; slot++) if (!slots.has(slot)) return slot;
  throw new AppError(
    'token_limit_reached',
    `You have ${TOKEN_LIMIT} webhook tokens, the most at any one time. Delete one to generate another.`,
    { limit: TOKEN_LIMIT },
  );
}
