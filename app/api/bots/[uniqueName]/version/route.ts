import { rollBackBot } from '@/lib/bots/roll-back-bot';
import { botParams, botRollback } from '@/lib/bots/schema';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'signedIn', params: botParams, body: botRollback },
  ({ user, params, body }) => rollBackBot(user, params.uniqueName, body),
);
