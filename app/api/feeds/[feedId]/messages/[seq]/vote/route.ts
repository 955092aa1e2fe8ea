import { messageParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { vote as voteBody } from '@/lib/polls/schema';
import { takeBackVote, vote } from '@/lib/polls/vote';

export const PUT = route(
  { gate: 'signedIn', params: messageParams, body: voteBody },
  ({ user, params, body }) => vote(user, params.feedId, params.seq, body.option),
);

export const DELETE = route({ gate: 'signedIn', params: messageParams }, ({ user, params }) =>
  takeBackVote(user, params.feedId, params.seq),
);
