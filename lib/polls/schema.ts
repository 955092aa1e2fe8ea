import { z } from 'zod';

/** As many polls as several pages of a feed may show together. */
const MAX_POLLS = 200;

export const vote = z.object({ option: z.int('Choose an option.').min(0).max(32_767) });

/** `of`: numbers of messages, separated by commas. */
export const pollsQuery = z.object({
  of: z
    .string()
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(z.int().min(1).max(1_000_000_000)).max(MAX_POLLS)),
});
