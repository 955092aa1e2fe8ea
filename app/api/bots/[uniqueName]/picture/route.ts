import { botParams } from '@/lib/bots/schema';
import { route } from '@/lib/http/route';
import { serveBotPicture } from '@/lib/pictures/serve-picture';

export const GET = route({ gate: 'signedIn', params: botParams }, ({ user, params }) =>
  serveBotPicture(user, params.uniqueName),
);
