import { addMember } from '@/lib/channels/add-member';
import { listMembers } from '@/lib/channels/list-members';
import { channelParams, newMember } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: channelParams }, ({ user, params }) =>
  listMembers(user, params.uniqueName),
);

export const POST = route(
  { gate: 'signedIn', params: channelParams, body: newMember },
  ({ user, params, body }) => addMember(user, params.uniqueName, body.userId),
);
