import { deleteChannel } from '@/lib/channels/delete-channel';
import { getChannel } from '@/lib/channels/get-channel';
import { channelDeletion, channelDetails, channelParams } from '@/lib/channels/schema';
import { updateChannel } from '@/lib/channels/update-channel';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: channelParams }, ({ user, params }) =>
  getChannel(user, params.uniqueName),
);

export const PUT = route(
  { gate: 'signedIn', params: channelParams, body: channelDetails },
  ({ user, params, body }) => updateChannel(user, params.uniqueName, body),
);

export const DELETE = route(
  { gate: 'signedIn', params: channelParams, body: channelDeletion },
  ({ user, params, body }) => deleteChannel(user, params.uniqueName, body.name),
);
