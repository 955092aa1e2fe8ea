import { z } from 'zod';
import { FEED_PAGE_SIZE_MAX } from './feed-policy';

const seq = z.coerce.number().int().min(0).max(1_000_000_000);

export const feedParams = z.object({ feedId: z.coerce.number().int().min(1).max(2_147_483_647) });

/** One message of a feed. */
export const messageParams = feedParams.extend({ seq: seq.min(1) });

export const feedRange = z
  .object({
    before: seq.optional(),
    after: seq.optional(),
    around: seq.min(1).optional(),
    limit: z.coerce.number().int().min(1).max(FEED_PAGE_SIZE_MAX).optional(),
  })
  .refine(
    (range) => [range.before, range.after, range.around].filter((one) => one !== undefined).length <= 1,
    {
      message: 'Give one of before, after and around.',
    },
  );

export const feedStart = z.object({ after: seq.optional() });

/** The header of a browser that reconnects; any other value counts as absent. */
export const lastEventId = z.union([seq, z.undefined()]).catch(undefined);

export const readUpTo = z.object({ seq });

/** Missing settings stay as they are. */
export const notifySettings = z
  .strictObject({
    notify: z.enum(['OFF', 'MENTIONS', 'ALL'], 'Choose OFF, MENTIONS or ALL.').optional(),
    muted: z.boolean('Muted is true or false.').optional(),
  })
  .refine(({ notify, muted }) => notify !== undefined || muted !== undefined, {
    message: 'Give notify, muted, or both.',
  });
export type NotifySettings = z.output<typeof notifySettings>;
