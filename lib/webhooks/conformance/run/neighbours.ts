import { aBot, aChannel, aToken, aUser, json } from '@/test/support/webhooks/world';

/** A call beside the tested one, and its expected status. */
export type Planned = { path: string; init?: RequestInit; status: number; isPoison?: boolean };

const text = (words: string, more: object = {}) => json({ text: words, ...more });

/** Calls of other tokens to other places, accepted and refused, with one that can never be written. */
export async function neighbours(): Promise<Planned[]> {
  const [one, other] = [await aUser(), await aUser()];
  const [token, second, off] = [await aToken(one), await aToken(one), await aToken(one, { enabled: false })];
  const [channel, bot, stranger] = [await aChannel(one), await aBot(one, {}, [other]), await aToken(other)];
  const byName = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=`;
  const toBot = `/api/v2/bots/${bot.uniqueName}/`;
  const key = token.token;
  return [
    { path: byName + key, init: text('beside'), status: 204 },
    { path: byName + key, init: text('written in vain'), status: 500, isPoison: true },
    { path: `/api/v2/channels/${channel.id}/message?zapikey=${second.token}`, init: text('x'), status: 204 },
    { path: `${toBot}incoming?zapikey=${key}`, init: text('x'), status: 200 },
    { path: byName + off.token, init: text('x'), status: 401 },
    { path: byName + stranger.token, init: text('x'), status: 403 },
    { path: byName.replace(channel.uniqueName, 'nowhere') + key, init: text('x'), status: 404 },
    {
      path: `${toBot}message?zapikey=${key}`,
      init: text('x', { userids: other.id, sync_message: true }),
      status: 200,
    },
    { path: `${toBot}message?zapikey=${stranger.token}`, init: text('x', { broadcast: true }), status: 403 },
    { path: `/api/v2/buddies/${other.email}/message?zapikey=${key}`, init: text('x'), status: 204 },
    { path: byName + key, init: json({ txt: 'x' }), status: 400 },
    { path: byName + second.token, init: text('x', { card: { title: 'x' } }), status: 204 },
  ];
}

export async function fewNeighbours(): Promise<Planned[]> {
  const people = await Promise.all([aUser(), aUser()]);
  const [token, second] = [await aToken(people[0]), await aToken(people[1])];
  const channel = await aChannel(people[0]);
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=`;
  return [
    { path: path + token.token, init: text('beside'), status: 204 },
    { path: path + second.token, init: text('x'), status: 403 },
  ];
}
