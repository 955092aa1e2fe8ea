import { expect, it } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { openThread } from '@/lib/threads/open-thread';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  type Send,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world(send: Send) {
  const [user, other] = [await aUser(), await aUser()];
  const [token, channel] = [await aToken(user), await aChannel(user, [other])];
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
  const post = (body: object, at = url) => send(at, json(body));
  const idOf = async (body: object, at = url): Promise<string> => {
    const response = await post({ ...body, sync_message: true }, at);
    expect(response.status).toBe(200);
    return ((await response.json()) as { message_id: string }).message_id;
  };
  return { user, other, token, channel, url, post, idOf };
}

async function threadsOf(parentFeedId: number) {
  return select<{ feed_id: number; parent_seq: string; title: string | null }>(
    'SELECT * FROM thread WHERE parent_feed_id = $1 ORDER BY parent_seq',
    parentFeedId,
  );
}

throughBothAdapters('threads and replies', (send) => {
  it('thread_message_id begins a thread below a message; the next ones join it', async () => {
    const { channel, token, post, idOf } = await world(send);
    const root = await idOf({ text: 'Deploy 12 failed' });
    expect((await post({ text: 'looking', thread_message_id: root, thread_title: 'Deploy 12' })).status).toBe(
      204,
    );
    const spelt = root.replace('_', '%20');
    expect((await post({ text: 'found it', thread_message_id: spelt, thread_title: 'Other' })).status).toBe(
      204,
    );
    const [thread, ...more] = await threadsOf(channel.feedId);
    expect(more).toEqual([]);
    expect(thread).toMatchObject({ parent_seq: '1', title: 'Deploy 12' });
    const replies = await messagesOf(thread?.feed_id ?? 0);
    expect(replies.map(({ content }) => JSON.parse(content).text)).toEqual(['looking', 'found it']);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect((await historyOf(token.id)).at(-1)).toMatchObject({ feed_id: thread?.feed_id, message_seq: '2' });
  });

  it('a title may hold whatever JSON can: what the database cannot keep is left out of it', async () => {
    const { channel, post, idOf } = await world(send);
    const titles = ['a\0b', 'a\ud800b', '\0'];
    for (const thread_title of titles) {
      const thread_message_id = await idOf({ text: 'root' });
      expect((await post({ text: 'x', thread_message_id, thread_title })).status).toBe(204);
    }
    const made = (await threadsOf(channel.feedId)).map(({ title }) => title);
    expect(made).toEqual(['ab', expect.stringMatching(/^a\ufffd?b$/), null]);
  });

  it('thread_chat_id and the chat URL reach the same thread', async () => {
    const { channel, token, post, idOf } = await world(send);
    const root = await idOf({ text: 'root' });
    await post({ text: 'one', thread_message_id: root });
    const [thread] = await threadsOf(channel.feedId);
    const chatId = `CT_${channel.feedId}-T-${thread?.feed_id}`;
    expect((await post({ text: 'two', thread_chat_id: chatId })).status).toBe(204);
    const at = `/api/v2/chats/${chatId}/message?zapikey=${token.token}`;
    const id = await idOf({ text: 'three' }, at);
    expect((await post({ text: 'four', reply_to: id }, at)).status).toBe(204);
    expect(await messagesOf(thread?.feed_id ?? 0)).toHaveLength(4);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
  });

  it('post_in_parent stores the reply in both, counted as one call, with the id of the one in the thread', async () => {
    const { channel, post, idOf, token } = await world(send);
    const root = await idOf({ text: 'root' });
    const id = await idOf({ text: 'both', thread_message_id: root, post_in_parent: true });
    const [thread] = await threadsOf(channel.feedId);
    expect(id).toMatch(new RegExp(`_${thread?.feed_id}0{11}1$`));
    expect((await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content).text)).toEqual([
      'root',
      'both',
    ]);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(n % 2 ? { text: 'x', thread_message_id: root, post_in_parent: 'True' } : { text: 'x' }),
      ),
    );
    expect(await messagesOf(thread?.feed_id ?? 0)).toHaveLength(11);
    expect((await messagesOf(channel.feedId)).map(({ seq }) => Number(seq))).toEqual(
      Array.from({ length: 22 }, (_, n) => n + 1),
    );
    expect((await historyOf(token.id)).every(({ outcome }) => outcome === 'accepted')).toBe(true);
  });

  it('a thread is not reached through the chat of another conversation', async () => {
    const { user, channel, post, token, idOf } = await world(send);
    await post({ text: 'reply', thread_message_id: await idOf({ text: 'root' }) });
    const [thread] = await threadsOf(channel.feedId);
    const elsewhere = await aChannel(user);
    const at = `/api/v2/chats/CT_${elsewhere.feedId}/message?zapikey=${token.token}`;
    const body = { text: 'x', thread_chat_id: `CT_${channel.feedId}-T-${thread?.feed_id}` };
    expect(await outcome(await post(body, at))).toMatchObject({ status: 400, code: 'thread_chatid_invalid' });
    expect(await messagesOf(thread?.feed_id ?? 0)).toHaveLength(1);
    expect(await messagesOf(elsewhere.feedId)).toEqual([]);
  });

  it('somebody who is not a member hears so, whatever thread they name', async () => {
    const { channel, url, idOf } = await world(send);
    const root = await idOf({ text: 'root' });
    const stranger = await aToken(await aUser());
    const at = url.replace(/zapikey=.*/, `zapikey=${stranger.token}`);
    for (const more of [{ thread_message_id: root }, { thread_message_id: 'x' }, { reply_to: root }]) {
      expect(await outcome(await send(at, json({ text: 'x', ...more })))).toMatchObject({ status: 403 });
    }
    expect(await threadsOf(channel.feedId)).toEqual([]);
  });

  it('a call that is refused begins no thread, below another organisation or in an archived channel', async () => {
    const { user, channel, url, idOf } = await world(send);
    const body = json({ text: 'x', thread_message_id: await idOf({ text: 'root' }) });
    const elsewhere = url.replace('/channelsbyname', '/company/999/channelsbyname');
    expect((await send(elsewhere, body)).status).toBe(403);
    await archiveChannel(user, channel.uniqueName, true);
    expect((await send(url, body)).status).toBe(403);
    expect(await threadsOf(channel.feedId)).toEqual([]);
  });

  it('a call that is refused for its sender gives no title to a thread without replies', async () => {
    const { channel, url, idOf } = await world(send);
    const thread_message_id = await idOf({ text: 'root' });
    await openThread({ feedId: channel.feedId, seq: 1 }, 'First');
    const body = json({ text: 'x', thread_message_id, thread_title: 'Other' });
    expect(await outcome(await send(`${url}&bot_unique_name=nobody`, body))).toMatchObject({ status: 404 });
    expect(await threadsOf(channel.feedId)).toMatchObject([{ title: 'First' }]);
  });
});
