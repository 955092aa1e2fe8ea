import { expect, it } from 'vitest';
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

async function two() {
  const [user, other] = [await aUser(), await aUser()];
  const token = await aToken(user);
  const buddy = (whom: string) => `/api/v2/buddies/${whom}/message?zapikey=${token.token}`;
  const chat = (id: string) => `/api/v2/chats/${id}/message?zapikey=${token.token}`;
  return { user, other, token, buddy, chat };
}

async function chatOf(...people: { id: string }[]): Promise<number | undefined> {
  const [lowId, highId = lowId] = people.map(({ id }) => id).sort();
  const rows = await select<{ feed_id: number }>(
    'SELECT feed_id FROM direct_chat WHERE low_id = $1 AND high_id = $2',
    lowId,
    highId,
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0]?.feed_id;
}

throughBothAdapters('POST /api/v2/buddies/{email or user id}/message', (send) => {
  it('goes into the direct chat of both, whether the e-mail address is raw, encoded, or the user id is given', async () => {
    const { user, other, token, buddy } = await two();
    const spellings = [other.email, encodeURIComponent(other.email), other.email.toUpperCase(), other.id];
    for (const spelling of spellings) {
      expect((await send(buddy(spelling), json({ text: spelling }))).status).toBe(204);
    }
    const feedId = await chatOf(user, other);
    const messages = await messagesOf(feedId ?? 0);
    expect(messages.map(({ content }) => JSON.parse(content).text)).toEqual(spellings);
    expect(messages.every(({ sender_id, recipient_id }) => sender_id === user.id && !recipient_id)).toBe(
      true,
    );
    const members = await select<{ user_id: string }>(
      'SELECT user_id FROM feed_member WHERE feed_id = $1',
      feedId,
    );
    expect(members.map(({ user_id }) => user_id).sort()).toEqual([user.id, other.id].sort());
    const [call] = await historyOf(token.id);
    expect(call).toMatchObject({ endpoint: 'buddy_message', outcome: 'accepted', feed_id: feedId });
  });

  it('is one chat from both sides, also when both write for the first time at once', async () => {
    const { user, other, buddy } = await two();
    const back = await aToken(other);
    const calls = Array.from({ length: 10 }, (_, n) =>
      n % 2
        ? send(buddy(other.id), json({ text: `${n}` }))
        : send(`/api/v2/buddies/${user.id}/message?zapikey=${back.token}`, json({ text: `${n}` })),
    );
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(10).fill(204));
    expect(await messagesOf((await chatOf(user, other)) ?? 0)).toHaveLength(10);
  });

  it('with sync_message answers 200 with the message id; to oneself is a chat of one', async () => {
    const { user, buddy } = await two();
    const response = await send(buddy(user.id), json({ text: 'note', sync_message: true }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ message_id: expect.stringMatching(/^\d{13}_\d+$/) });
    expect(await messagesOf((await chatOf(user)) ?? 0)).toHaveLength(1);
  });

  it('to nobody, or to somebody deactivated, is 404 user_not_found and in the history', async () => {
    const { other, token, buddy } = await two();
    await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', other.id);
    for (const whom of ['nobody@example.com', other.email, 'x', '%00a']) {
      const answer = await outcome(await send(buddy(whom), json({ text: 'x' })));
      const code = whom === '%00a' ? 'request_url_invalid' : 'user_not_found';
      expect(answer).toMatchObject({ status: 404, code });
    }
    expect((await historyOf(token.id)).map(({ outcome }) => outcome)).toEqual([
      'user_not_found',
      'user_not_found',
      'user_not_found',
      'request_url_invalid',
    ]);
  });

  it('tells a caller without a good token nothing about who exists, and makes no chat', async () => {
    const { user, other } = await two();
    const off = await aToken(user, { enabled: false });
    for (const whom of [other.email, 'nobody@example.com']) {
      const answer = await outcome(
        await send(`/api/v2/buddies/${whom}/message?zapikey=${off.token}`, json({ text: 'x' })),
      );
      expect(answer).toMatchObject({ status: 401, code: 'authtoken_invalid' });
    }
    expect(await chatOf(user, other)).toBeUndefined();
  });
});

throughBothAdapters('POST /api/v2/chats/{chat_id}/message', (send) => {
  it('reaches a channel, a direct chat and a bot by the id of their chat', async () => {
    const { user, other, buddy, chat } = await two();
    const [channel, bot] = [await aChannel(user), await aBot(user)];
    await send(buddy(other.id), json({ text: 'first' }));
    const direct = (await chatOf(user, other)) ?? 0;
    const told = await send(
      `/api/v2/bots/${bot.uniqueName}/message${chat('').slice(chat('').indexOf('?'))}`,
      json({ text: 'first', sync_message: true }),
    );
    const details = ((await told.json()) as { message_details: Record<string, { chat_id: string }> })
      .message_details;
    const botChat = details[user.id]?.chat_id ?? '';
    expect(botChat).toMatch(/^CT_\d+-B\d+$/);
    for (const id of [`CT_${channel.feedId}`, `CT_${direct}`, botChat]) {
      expect((await send(chat(id), json({ text: 'by chat id' }))).status).toBe(204);
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await messagesOf(direct)).toHaveLength(2);
    expect(await messagesOf(bot.feedId)).toMatchObject([{ seq: '1' }, { seq: '2', recipient_id: user.id }]);
  });

  it('of others is 403, of nobody 404, each before the body is looked at', async () => {
    const { other, chat, token } = await two();
    const theirs = await aChannel(other);
    expect(await outcome(await send(chat(`CT_${theirs.feedId}`), json({})))).toMatchObject({
      status: 403,
      code: 'access_denied',
    });
    for (const id of ['CT_2147483647', 'CT_99999999999', 'CT_0', 'CT_', 'x', 'CT_1;--']) {
      expect(await outcome(await send(chat(id), json({})))).toMatchObject({
        status: 404,
        code: 'chat_not_found',
      });
    }
    expect((await historyOf(token.id)).every(({ status }) => status >= 403)).toBe(true);
    expect(await messagesOf(theirs.feedId)).toEqual([]);
  });
});
