import { route } from '@/lib/http/route';
import { revealToken } from '@/lib/webhook-tokens/reveal-token';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';

// POST, because it leaves a row on the audit trail and must not be prefetched.
export const POST = route({ gate: 'steppedUp', params: tokenParamsSchema }, async ({ user, params }) => ({
  token: await revealToken(user, params.tokenId),
}));
