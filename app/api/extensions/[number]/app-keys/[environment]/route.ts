import { regenerateAppKey } from '@/lib/extensions/regenerate-app-key';
import { appKeyParams } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

/** Replaces the key; the new one is had by revealing it. */
export const POST = route({ gate: 'signedIn', params: appKeyParams }, ({ user, params }) =>
  regenerateAppKey(user, params.number, params.environment),
);
