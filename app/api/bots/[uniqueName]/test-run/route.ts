import { botParams, botTest } from '@/lib/bots/schema';
import { testBotHandler } from '@/lib/bots/test-bot-handler';
import { route } from '@/lib/http/route';

export const POST = route({ gate: 'signedIn', params: botParams, body: botTest }, ({ user, params, body }) =>
  testBotHandler(user, params.uniqueName, body),
);
