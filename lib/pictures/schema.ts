import { z } from 'zod';

export const pictureQuery = z.object({ url: z.string().min(1).max(4_096) });
