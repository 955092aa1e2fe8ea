import { route } from '@/lib/http/route';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { listTokens } from '@/lib/webhook-tokens/list-tokens';
import { tokenNameBodySchema } from '@/lib/webhook-tokens/schema';

export const GET = route({ gate: 'steppedUp' }, ({ user }) => listTokens(user));

export const POST = route({ gate: 'steppedUp', body: tokenNameBodySchema }, async ({ user, body }) =>
  Response.json(await generateToken(user, body), { status: 201, headers: { 'cache-control': 'no-store' } }),
);
