import { z } from 'zod';

/** The button's place in the message, in the form of `MessageButton.path`. */
export const press = z.object({ button: z.string('Say which button.').min(1).max(200) });
