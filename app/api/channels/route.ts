import { createChannel } from '@/lib/channels/create-channel';
import { listChannels } from '@/lib/channels/list-channels';
import { newChannel } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listChannels(user));

export const POST = route({ gate: 'signedIn', body: newChannel }, ({ user, body }) =>
  createChannel(user, body),
);
