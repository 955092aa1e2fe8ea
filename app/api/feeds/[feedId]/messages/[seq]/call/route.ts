import { messageParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { showCall } from '@/lib/understanding/show-call';

export const GET = route({ gate: 'steppedUp', params: messageParams }, ({ user, params }) =>
  showCall(user, params.feedId, params.seq),
);
