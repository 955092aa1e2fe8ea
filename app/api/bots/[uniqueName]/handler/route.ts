import { getBotSettings } from '@/lib/bots/get-bot-settings';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { botHandler, botParams } from '@/lib/bots/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: botParams }, async ({ user, params }) => {
  const { handlerCode } = await getBotSettings(user, params.uniqueName);
  return { code: handlerCode };
});

export const PUT = route(
  { gate: 'signedIn', params: botParams, body: botHandler },
  ({ user, params, body }) => saveBotHandler(user, params.uniqueName, body.code),
);
