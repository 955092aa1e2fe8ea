import { listMyChannels } from '@/lib/channels/list-my-channels';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listMyChannels(user));
