import { route } from '@/lib/http/route';
import { readInvocation } from '@/lib/webhook-tokens/read-invocation';
import { invocationParamsSchema } from '@/lib/webhook-tokens/schema';

export const GET = route({ gate: 'steppedUp', params: invocationParamsSchema }, ({ user, params }) =>
  readInvocation(user, params.tokenId, params.invocationId),
);
