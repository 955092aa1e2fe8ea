import { expect, it } from 'vitest';
import { aToken, aUser, json, messagesOf, select, throughBothAdapters } from '@/test/support/webhooks/world';

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
});
