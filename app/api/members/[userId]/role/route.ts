import { memberParams, memberRole } from '@/lib/accounts/schema';
import { setMemberRole } from '@/lib/accounts/set-member-role';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'steppedUpAdministrator', params: memberParams, body: memberRole },
  ({ user, params, body }) => setMemberRole(user, params.userId, body.role),
);
