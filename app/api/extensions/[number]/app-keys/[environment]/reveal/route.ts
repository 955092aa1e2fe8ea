import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { appKeyParams } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'signedIn', params: appKeyParams }, ({ user, params }) =>
  revealAppKey(user, params.number, params.environment),
);
