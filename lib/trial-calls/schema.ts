import { z } from 'zod';
import { endpointChoiceSchema } from '@/lib/webhook-tokens/schema';

/** One endpoint of what was chosen in Get Webhook URL, and whose sample is to be sent there. */
export const testCallBodySchema = endpointChoiceSchema.extend({
  endpoint: z.string().min(1).max(50),
  service: z.string().min(1).max(50),
});

export type TestCallChoice = z.output<typeof testCallBodySchema>;
