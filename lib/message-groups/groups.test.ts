import { expect, it } from 'vitest';
import { readFeed } from '@/lib/feeds/read-feed';
import { getThread } from '@/lib/threads/get-thread';
import { ageMessages, repliesIn } from '@/test/support/alerts/alerts';
import { alert, at, minutesAfter, pullRequest } from '@/test/support/alerts/calls';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const channel = await aChannel(user, [other]);
  const token = await aToken(user);
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`;
  return { user, other, channel, token, url, everybody: [user.id, other.id].sort() };
}

const shown = async (person: Awaited<ReturnType<typeof aUser>>, feedId: number) =>
  (await readFeed(person as never, feedId)).messages;

const titlesOf = (messages: { content: string }[]) =>
  messages.map(({ content }) => JSON.parse(content).card?.title ?? JSON.parse(content).text);

throughBothAdapters('messages about one alert', (send) => {
  it('are one in the channel; the next ones are in its thread, and the last turns it green with the time it took', async () => {
    const { user, other, channel, token, url, everybody } = await world();
    const began = at(-12);
    const calls = [
      alert('firing', { began }),
      alert('firing', { began, severity: 'warning' }),
      alert('resolved', { began, ended: minutesAfter(began, 12) }),
    ];
    for (const call of calls) {
      const answer = await send(url, json(call));
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ user_ids: everybody });
    }
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual(['DiskFull · firing']);
    expect(titlesOf(await repliesIn(channel.feedId))).toEqual([
      'DiskFull · firing',
      'DiskFull · resolved after 12 min',
    ]);
    const [message] = await shown(other, channel.feedId);
    expect(message).toMatchObject({
      thread: { replies: 2 },
      resolved: { after: '12 min', title: 'DiskFull · resolved after 12 min' },
      // The stored message stays as it was sent.
      content: { accent: 'red', card: { title: 'DiskFull · firing' } },
    });
    expect(await getThread(user as never, message!.thread!.feedId)).toMatchObject({
      root: { thread: null, resolved: { after: '12 min' } },
    });
    const history = await historyOf(token.id);
    expect(history.map((call) => JSON.parse(call.body!.toString()).status)).toEqual([
      'firing',
      'firing',
      'resolved',
    ]);
  });

  it('the first turns green only then; a second end changes nothing, and firing again begins another group', async () => {
    const { user, channel, url } = await world();
    const post = (state: 'firing' | 'resolved', more = {}) => send(url, json(alert(state, more)));
    const began = at(-5);
    await post('firing', { began });
    expect((await shown(user, channel.feedId))[0]!.resolved).toBeNull();
    await post('resolved', { began, ended: minutesAfter(began, 3) });
    await post('resolved', { began, ended: minutesAfter(began, 4) });
    expect((await shown(user, channel.feedId)).map(({ resolved }) => resolved?.after)).toEqual(['3 min']);
    await post('firing', { began: at(-1) });
    await post('firing', { began: at(-1) });
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ resolved, thread }) => [resolved?.after, thread?.replies])).toEqual([
      ['3 min', 2],
      [undefined, 1],
    ]);
  });

  it('that came at once are one first message and replies, whichever process took them', async () => {
    const { channel, url, everybody } = await world();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => send(url, json(alert('firing', { host: `db-${n}` })))),
    );
    for (const answer of answers) expect(await answer.json()).toEqual({ user_ids: everybody });
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await repliesIn(channel.feedId)).toHaveLength(11);
  });

  it('that came at once by the name and by the id of the channel are so, too: the table decides', async () => {
    const { channel, url, everybody } = await world();
    const byId = url.replace(`channelsbyname/${channel.uniqueName}`, `channels/${channel.id}`);
    for (let round = 1; round <= 3; round++) {
      const calls = [url, byId, url, byId].map((address, n) =>
        send(address, json(alert('firing', { name: `Disk${round}`, host: `db-${n}` }))),
      );
      for (const answer of await Promise.all(calls))
        expect([answer.status, await answer.json()]).toEqual([200, { user_ids: everybody }]);
      expect(await messagesOf(channel.feedId)).toHaveLength(round);
      expect(await repliesIn(channel.feedId)).toHaveLength(3 * round);
    }
  });

  it('that is over without having begun here, and whatever else has no group, is a message like any other', async () => {
    const { user, channel, url } = await world();
    await send(url, json(alert('resolved')));
    await send(url, json(alert('resolved')));
    await send(url, json({ text: 'plain' }));
    await send(url, json({ text: 'plain' }));
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ thread, resolved }) => [thread, resolved])).toEqual(Array(4).fill([null, null]));
    expect(await select('SELECT FROM message_group WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });

  it('that tells something else where nothing has begun stands for itself, and hides no alert in its thread', async () => {
    const { channel, url } = await world();
    const alarm = (state: string) => ({
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-west-1:1:ops',
      Message: JSON.stringify({ AlarmName: 'HighCPU', NewStateValue: state }),
    });
    for (const state of ['INSUFFICIENT_DATA', 'ALARM', 'INSUFFICIENT_DATA', 'OK'])
      await send(url, json(alarm(state)));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      'HighCPU · insufficient data',
      'HighCPU · alarm',
    ]);
    expect(titlesOf(await repliesIn(channel.feedId))).toEqual([
      'HighCPU · insufficient data',
      'HighCPU · ok',
    ]);
  });

  it('are apart by channel, by token and by alert', async () => {
    const { user, channel, url } = await world();
    const [elsewhere, second] = [await aChannel(user), await aToken(user)];
    await send(url, json(alert('firing')));
    await send(url.replace(channel.uniqueName, elsewhere.uniqueName), json(alert('firing')));
    await send(url.replace(/zapikey=.*/, `zapikey=${second.token}`), json(alert('firing')));
    await send(url, json(alert('firing', { name: 'HighLoad' })));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      'DiskFull · firing',
      'DiskFull · firing',
      'HighLoad · firing',
    ]);
    expect(await messagesOf(elsewhere.feedId)).toHaveLength(1);
    // The end of another token's alert does not end theirs.
    await send(url.replace(/zapikey=.*/, `zapikey=${second.token}`), json(alert('resolved')));
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ resolved }) => resolved !== null)).toEqual([false, true, false]);
  });

  it('the same by the channel’s id as by its name', async () => {
    const { channel, url } = await world();
    await send(url, json(alert('firing')));
    await send(url.replace(/channelsbyname\/[^/]+/, `channels/${channel.id}`), json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await repliesIn(channel.feedId)).toHaveLength(1);
  });

  it('begin anew when the first one is gone, or a month old', async () => {
    const { channel, url } = await world();
    await send(url, json(alert('firing')));
    await ageMessages(channel.feedId, 29);
    await send(url, json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    await ageMessages(channel.feedId, 2);
    await send(url, json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    await select('DELETE FROM message WHERE feed_id = $1', channel.feedId);
    await send(url, json(alert('resolved')));
    await send(url, json(alert('firing')));
    await send(url, json(alert('firing')));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      expect.stringContaining('resolved'),
      'DiskFull · firing',
    ]);
  });

  it('for some members alone are messages to them, in no thread', async () => {
    const { other, channel, url } = await world();
    for (let n = 0; n < 2; n++) await send(`${url}&user_ids=${other.id}`, json(alert('firing')));
    expect((await messagesOf(channel.feedId)).map((one) => one.recipient_id)).toEqual([other.id, other.id]);
  });

  it('a pull request and what is said about it is one thread, and ends nothing', async () => {
    const { user, channel, url } = await world();
    for (const [event, body] of pullRequest) {
      const headers = { 'content-type': 'application/json', 'x-github-event': event };
      expect((await send(url, { ...json(body), headers })).status).toBe(200);
    }
    const [message, ...more] = await shown(user, channel.feedId);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ thread: { replies: pullRequest.length - 1 }, resolved: null });
  });
});

throughBothAdapters('a group that a call may not join', (send) => {
  it('refuses as any post there: no member, archived, switched off; nothing is stored and no thread made', async () => {
    const { user, channel, token, url } = await world();
    await send(url, json(alert('firing')));
    const stranger = await aToken(await aUser());
    const denied = await send(url.replace(token.token, stranger.token), json(alert('firing')));
    expect(await outcome(denied)).toMatchObject({ status: 403, code: 'access_denied' });
    await select('UPDATE feed SET archived_at = now() WHERE id = $1', channel.feedId);
    expect(await outcome(await send(url, json(alert('resolved'))))).toMatchObject({ status: 403 });
    await select('UPDATE feed SET archived_at = NULL WHERE id = $1', channel.feedId);
    await select('UPDATE webhook_token SET enabled = false WHERE id = $1', token.id);
    expect(await outcome(await send(url, json(alert('resolved'))))).toMatchObject({ status: 401 });
    expect(await select('SELECT FROM thread WHERE parent_feed_id = $1', channel.feedId)).toEqual([]);
    const [message] = await shown(user, channel.feedId);
    expect(message).toMatchObject({ thread: null, resolved: null });
  });

  it('does not exist in a bot’s chat: each message stands alone', async () => {
    const { user, token } = await world();
    const bot = await aBot(user);
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    for (const state of ['firing', 'firing', 'resolved'] as const) await send(url, json(alert(state)));
    expect(await messagesOf(bot.feedId)).toHaveLength(3);
  });
});
