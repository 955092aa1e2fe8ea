import { botVersionParams } from '@/lib/bots/schema';
import { getBotVersion } from '@/lib/bots/versions/get-version';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: botVersionParams }, ({ user, params }) =>
  getBotVersion(user, params),
);
