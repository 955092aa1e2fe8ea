import { z } from 'zod';

/** Browser-safe. The longest that lists and headers show of a channel, bot or extension, in UTF-16 units. */
export const DESCRIPTION_MAX = 250;

export const shortDescription = z
  .string()
  .trim()
  .max(DESCRIPTION_MAX, `A description has at most ${DESCRIPTION_MAX} characters.`);
