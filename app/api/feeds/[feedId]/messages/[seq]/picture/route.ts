import { messageParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { pictureQuery } from '@/lib/pictures/schema';
import { serveMessagePicture } from '@/lib/pictures/serve-picture';

export const GET = route(
  { gate: 'signedIn', params: messageParams, query: pictureQuery },
  ({ user, params, query }) => serveMessagePicture(user, params.feedId, params.seq, query.url),
);
