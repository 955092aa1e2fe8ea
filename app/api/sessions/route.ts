import { revokeOtherSessions } from '@/lib/auth/revoke-session';
import { route } from '@/lib/http/route';

export const DELETE = route({ gate: 'signedIn' }, ({ user }) => revokeOtherSessions(user));
