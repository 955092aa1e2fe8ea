import { feedParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { getSignature } from '@/lib/intake/get-signature';
import { signatureSettings } from '@/lib/intake/schema';
import { setSignature } from '@/lib/intake/set-signature';

export const GET = route({ gate: 'signedIn', params: feedParams }, ({ user, params }) =>
  getSignature(user, params.feedId),
);

export const PUT = route(
  { gate: 'signedIn', params: feedParams, body: signatureSettings },
  ({ user, params, body }) => setSignature(user, params.feedId, body),
);
