import { createFirstAccount } from '@/lib/accounts/create-first-account';
import { asksForSetupCode } from '@/lib/accounts/first-account/setup-code';
import { firstAccount } from '@/lib/accounts/schema';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'public', body: firstAccount }, async ({ body, request }) => {
  const client = clientOf(request.headers);
  const { userId } = await createFirstAccount(body, client, asksForSetupCode(request.headers));
  const cookie = await sessionCookie(await createSession(userId, client));
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
});
