import { memberParams } from '@/lib/accounts/schema';
import { route } from '@/lib/http/route';
import { issueResetLink } from '@/lib/reset-links/issue-reset-link';
import { newResetLink } from '@/lib/reset-links/schema';

export const POST = route(
  { gate: 'steppedUpAdministrator', params: memberParams, body: newResetLink },
  ({ user, params, body }) => issueResetLink(user, params.userId, body),
);
