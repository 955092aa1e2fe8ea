import { clearedSessionCookie } from '@/lib/auth/session/cookie';
import { signOut } from '@/lib/auth/sign-out';
import { route } from '@/lib/http/route';

export const DELETE = route({ gate: 'signedIn' }, async ({ user }) => {
  await signOut(user);
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': clearedSessionCookie(), 'cache-control': 'no-store' },
  });
});
