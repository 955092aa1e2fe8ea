import { sessionParams } from '@/lib/accounts/schema';
import { revokeSession } from '@/lib/auth/revoke-session';
import { route } from '@/lib/http/route';

export const DELETE = route({ gate: 'signedIn', params: sessionParams }, ({ user, params }) =>
  revokeSession(user, params.sessionId),
);
