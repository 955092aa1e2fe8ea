import { joinChannel } from '@/lib/channels/join-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { channelParams } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'signedIn', params: channelParams }, ({ user, params }) =>
  joinChannel(user, params.uniqueName),
);

export const DELETE = route({ gate: 'signedIn', params: channelParams }, ({ user, params }) =>
  leaveChannel(user, params.uniqueName),
);
