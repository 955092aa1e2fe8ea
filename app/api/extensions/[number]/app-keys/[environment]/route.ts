import { regenerateAppKey } from '@/lib/extensions/regenerate-app-key';
import { appKeyParams } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

/** Replaces the key. The answer does not hold the new key; revealing it does. */
export const POST = route({ gate: 'signedIn', params: appKeyParams }, ({ user, params }) =>
  regenerateAppKey(user, params.number, params.environment),
);
