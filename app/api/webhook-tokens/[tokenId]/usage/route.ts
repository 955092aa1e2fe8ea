import { route } from '@/lib/http/route';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenFacts } from '@/lib/webhook-tokens/token-facts';

export const GET = route({ gate: 'steppedUp', params: tokenParamsSchema }, ({ user, params }) =>
  tokenFacts(user, params.tokenId),
);
