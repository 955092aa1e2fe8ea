import { createBot } from '@/lib/bots/create-bot';
import { listBots } from '@/lib/bots/list-bots';
import { newBot } from '@/lib/bots/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listBots(user));

export const POST = route({ gate: 'signedIn', body: newBot }, ({ user, body }) => createBot(user, body));
