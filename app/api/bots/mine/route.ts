import { listMyBots } from '@/lib/bots/list-my-bots';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listMyBots(user));
