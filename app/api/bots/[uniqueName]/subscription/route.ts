import { botParams } from '@/lib/bots/schema';
import { subscribeBot } from '@/lib/bots/subscribe-bot';
import { unsubscribeBot } from '@/lib/bots/unsubscribe-bot';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'signedIn', params: botParams }, ({ user, params }) =>
  subscribeBot(user, params.uniqueName),
);

export const DELETE = route({ gate: 'signedIn', params: botParams }, ({ user, params }) =>
  unsubscribeBot(user, params.uniqueName),
);
