import { deleteBot } from '@/lib/bots/delete-bot';
import { getBot } from '@/lib/bots/get-bot';
import { botDetails, botParams } from '@/lib/bots/schema';
import { updateBot } from '@/lib/bots/update-bot';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: botParams }, ({ user, params }) =>
  getBot(user, params.uniqueName),
);

export const PUT = route(
  { gate: 'signedIn', params: botParams, body: botDetails },
  ({ user, params, body }) => updateBot(user, params.uniqueName, body),
);

export const DELETE = route({ gate: 'signedIn', params: botParams }, ({ user, params }) =>
  deleteBot(user, params.uniqueName),
);
