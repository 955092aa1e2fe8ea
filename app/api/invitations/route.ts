import { invite } from '@/lib/accounts/invite';
import { newInvitation } from '@/lib/accounts/schema';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'steppedUpAdministrator', body: newInvitation }, ({ user, body }) =>
  invite(user, body),
);
