import { confirmPassword } from '@/lib/accounts/confirm-password';
import { confirmedPassword } from '@/lib/accounts/schema';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'signedIn', body: confirmedPassword }, async ({ user, body, request }) => {
  const session = await confirmPassword(user, body.password, clientOf(request.headers));
  const headers = { 'set-cookie': await sessionCookie(session), 'cache-control': 'no-store' };
  return new Response(null, { status: 204, headers });
});
