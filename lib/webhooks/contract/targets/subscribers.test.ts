import { expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import {
  aBot,
  aToken,
  aUser,
  historyOf,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

type Page = {
  url: string;
  type: string;
  data: { user_id: string; email_id: string; name: string }[];
  next_token?: string;
  sync_token: string;
};

throughBothAdapters('GET /api/v2/bots/{bot}/subscribers', (send) => {
  async function world() {
    const [creator, ...people] = await Promise.all(Array.from({ length: 4 }, () => aUser()));
    const bot = await aBot(creator!, {}, people);
    const token = await aToken(creator!);
    const url = `/api/v2/bots/${bot.uniqueName}/subscribers?zapikey=${token.token}`;
    const get = async (more = '') => (await (await send(`${url}${more}`)).json()) as Page;
    return { creator: creator!, people, bot, token, url, get };
  }

  it('lists who subscribed, a page at a time, and never the deactivated', async () => {
    const { creator, people, token, get } = await world();
    await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', people[0]!.id);
    const expected = [creator, people[1]!, people[2]!].sort((a, b) => (a.id < b.id ? -1 : 1));
    const first = await get('&limit=2');
    expect(first).toMatchObject({ type: 'user', next_token: expect.any(String) });
    const second = await get(`&limit=2&next_token=${first.next_token}`);
    expect(second.next_token).toBeUndefined();
    expect([...first.data, ...second.data]).toEqual(
      expected.map(({ id, email, name }) => ({ user_id: id, email_id: email, name })),
    );
    expect(first.url).not.toContain(token.token);
    expect((await historyOf(token.id)).map(({ outcome, status }) => [outcome, status])).toEqual([
      ['accepted', 200],
      ['accepted', 200],
    ]);
  });

  it('a sync_token asks for those who came since', async () => {
    const { bot, get } = await world();
    const { sync_token } = await get();
    expect((await get(`&sync_token=${sync_token}`)).data).toEqual([]);
    const late = await aUser();
    await select('INSERT INTO feed_member (feed_id, user_id) VALUES ($1, $2)', bot.feedId, late.id);
    expect((await get(`&sync_token=${sync_token}`)).data.map(({ user_id }) => user_id)).toEqual([late.id]);
  });

  it('is read before the call is accepted: who subscribes meanwhile comes with its sync_token', async () => {
    const { creator, people, bot, token, get } = await world();
    const holder = await pool().connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM webhook_token WHERE id = $1 FOR NO KEY UPDATE', [token.id]);
    const { rows } = await holder.query('SELECT pg_backend_pid() AS pid');
    const answer = get();
    const waiting = 'SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))';
    while ((await select(waiting, rows[0].pid)).length === 0) await new Promise(setImmediate);
    const late = await aUser();
    await holder.query(
      'INSERT INTO feed_member (feed_id, user_id, joined_at) VALUES ($1, $2, clock_timestamp())',
      [bot.feedId, late.id],
    );
    await holder.query('COMMIT');
    holder.release();
    const { data, sync_token } = await answer;
    expect(data.map(({ user_id }) => user_id)).toEqual([creator, ...people].map(({ id }) => id).sort());
    expect((await get(`&sync_token=${sync_token}`)).data.map(({ user_id }) => user_id)).toEqual([late.id]);
  });

  it('is for the creator and administrators alone', async () => {
    const { bot, people } = await world();
    const url = (token: string) => `/api/v2/bots/${bot.uniqueName}/subscribers?zapikey=${token}`;
    const member = await aToken(people[0]!);
    expect(await outcome(await send(url(member.token)))).toMatchObject({
      status: 403,
      code: 'access_denied',
    });
    const administrator = await aToken(await aUser('ADMINISTRATOR'));
    expect((await send(url(administrator.token))).status).toBe(200);
  });

  it('names what is wrong with its parameters, and takes no other method', async () => {
    const { url } = await world();
    for (const limit of ['0', 'x', '1.5']) {
      expect(await outcome(await send(`${url}&limit=${limit}`))).toMatchObject({
        status: 400,
        field: 'limit',
      });
    }
    expect(await outcome(await send(`${url}&sync_token=%21%21`))).toMatchObject({
      status: 400,
      field: 'sync_token',
    });
    expect((await send(url, { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD');
    const head = await send(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
