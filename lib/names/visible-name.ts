import { z } from 'zod';
import { nameProblem } from './name-problem';

type Words = { missing: string; tooLong: string };

/** A trimmed name of 1 to `max` UTF-16 units that people can tell from others; see `nameProblem`. */
export function visibleName(max: number, { missing, tooLong }: Words) {
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, tooLong)
    .check((context) => {
      const problem = nameProblem(context.value);
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
    });
}
