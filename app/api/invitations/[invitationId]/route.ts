import { revokeInvitation } from '@/lib/accounts/revoke-invitation';
import { invitationParams } from '@/lib/accounts/schema';
import { route } from '@/lib/http/route';

export const DELETE = route({ gate: 'administrator', params: invitationParams }, ({ user, params }) =>
  revokeInvitation(user, params.invitationId),
);
