import { z } from 'zod';

/** Which button of the message: its place, as `MessageButton.path` says it. */
export const press = z.object({ button: z.string('Say which button.').min(1).max(200) });
