import { z } from 'zod';
import { endpointChoiceSchema } from '@/lib/webhook-tokens/schema';

/** One endpoint of the choice in Get Webhook URL, and the service whose sample is sent there. */
export const testCallBodySchema = endpointChoiceSchema.extend({
  endpoint: z.string().min(1).max(50),
  service: z.string().min(1).max(50),
});

export type TestCallChoice = z.output<typeof testCallBodySchema>;
