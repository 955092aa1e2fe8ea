import { route } from '@/lib/http/route';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';

export const DELETE = route({ gate: 'steppedUp', params: tokenParamsSchema }, ({ user, params }) =>
  deleteToken(user, params.tokenId),
);
