import { route } from '@/lib/http/route';
import { removePasskey } from '@/lib/second-factors/remove-method';
import { renamePasskey } from '@/lib/second-factors/rename-passkey';
import { passkeyNameBody, passkeyParams, removalQuery } from '@/lib/second-factors/schema';

export const PUT = route(
  { gate: 'steppedUp', params: passkeyParams, body: passkeyNameBody },
  ({ user, params, body }) => renamePasskey(user, params.passkeyId, body.name),
);

export const DELETE = route(
  { gate: 'steppedUp', params: passkeyParams, query: removalQuery },
  ({ user, params, query }) => removePasskey(user, params.passkeyId, query.confirmLast === 'true'),
);
