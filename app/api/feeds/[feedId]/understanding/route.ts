import { feedParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { getUnderstanding } from '@/lib/understanding/get-understanding';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { understanding } from '@/lib/understanding/schema';

export const GET = route({ gate: 'signedIn', params: feedParams }, ({ user, params }) =>
  getUnderstanding(user, params.feedId),
);

export const PUT = route(
  { gate: 'signedIn', params: feedParams, body: understanding },
  ({ user, params, body }) => saveUnderstanding(user, params.feedId, body),
);
