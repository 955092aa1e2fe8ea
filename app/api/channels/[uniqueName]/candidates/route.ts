import { listCandidates } from '@/lib/channels/list-candidates';
import { channelParams, peopleSearch } from '@/lib/channels/schema';
import { route } from '@/lib/http/route';

export const GET = route(
  { gate: 'signedIn', params: channelParams, query: peopleSearch },
  ({ user, params, query }) => listCandidates(user, params.uniqueName, query.q),
);
