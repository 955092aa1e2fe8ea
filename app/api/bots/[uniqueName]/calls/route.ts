import { listBotCalls } from '@/lib/bots/list-bot-calls';
import { botParams } from '@/lib/bots/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'steppedUp', params: botParams }, ({ user, params }) =>
  listBotCalls(user, params.uniqueName),
);
