import { acceptInvitation } from '@/lib/accounts/accept-invitation';
import { acceptedInvitation } from '@/lib/accounts/schema';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'public', body: acceptedInvitation }, async ({ body, request }) => {
  const client = clientOf(request.headers);
  const { userId } = await acceptInvitation(body, client);
  const cookie = await sessionCookie(await createSession(userId, client));
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
});
