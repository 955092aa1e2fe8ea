import { z } from 'zod';

export const fileParams = z.object({ fileId: z.uuid() });
