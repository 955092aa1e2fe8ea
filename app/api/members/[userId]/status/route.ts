import { memberParams, memberStatus } from '@/lib/accounts/schema';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'steppedUpAdministrator', params: memberParams, body: memberStatus },
  ({ user, params, body }) => setMemberStatus(user, params.userId, body.active),
);
