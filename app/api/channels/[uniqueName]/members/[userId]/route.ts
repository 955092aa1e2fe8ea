import { removeMember } from '@/lib/channels/remove-member';
import { channelMemberParams } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const DELETE = route({ gate: 'signedIn', params: channelMemberParams }, ({ user, params }) =>
  removeMember(user, params.uniqueName, params.userId),
);
