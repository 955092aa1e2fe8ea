import { route } from '@/lib/http/route';
import { renameToken } from '@/lib/webhook-tokens/rename-token';
import { tokenNameBodySchema, tokenParamsSchema } from '@/lib/webhook-tokens/schema';

export const PUT = route(
  { gate: 'steppedUp', params: tokenParamsSchema, body: tokenNameBodySchema },
  ({ user, params, body }) => renameToken(user, params.tokenId, body.name),
);
