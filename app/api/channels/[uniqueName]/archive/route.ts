import { archiveChannel } from '@/lib/channels/archive-channel';
import { channelArchive, channelParams } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'signedIn', params: channelParams, body: channelArchive },
  ({ user, params, body }) => archiveChannel(user, params.uniqueName, body.archived),
);
