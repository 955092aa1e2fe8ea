import { botParams, botTest } from '@/lib/bots/schema';
import { tryBotHandler } from '@/lib/bots/try-bot-handler';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'signedIn', params: botParams, body: botTest }, ({ user, params, body }) =>
  tryBotHandler(user, params.uniqueName, body),
);
