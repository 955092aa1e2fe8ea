import { describe, expect, it } from 'vitest';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { rawClient } from '@/test/support/raw-client';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  nodeServer,
  organizationId,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const channel = await aChannel(user, [other]);
  const token = await aToken(user);
  const key = `?zapikey=${token.token}`;
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/incoming`;
  return { user, other, channel, token, key, path, url: path + key, everybody: [user.id, other.id].sort() };
}

const contents = async (feedId: number) =>
  (await messagesOf(feedId)).map((message) => JSON.parse(message.content));
/** What a reader sees of a message's text. */
const shown = (text: string) => plainText(parseMarkup(text));

throughBothAdapters('/api/v2/channelsbyname/{channel}/incoming', (send) => {
  describe('200', () => {
    it.each(['POST', 'PUT', 'DELETE'])('takes %s of any service and answers who got it', async (method) => {
      const { channel, url, everybody, user, token } = await world();
      const response = await send(url, { ...json({ title: 'DiskFull', host: 'db-2' }), method });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
      expect(await response.json()).toEqual({ user_ids: everybody });
      expect(await messagesOf(channel.feedId)).toMatchObject([{ sender_id: user.id, via: 'Build server' }]);
      expect(await historyOf(token.id)).toMatchObject([
        { status: 200, outcome: 'accepted', endpoint: 'channel_incoming' },
      ]);
    });

    it('takes a channel by its id, below an organisation and a network, and in the v3 spelling', async () => {
      const { channel, key, path, everybody } = await world();
      const byId = path.replace(/channelsbyname\/[^/]+/, `channels/${channel.id}`);
      const paths = [path, byId].flatMap((one) => [one, one.replace('v2', 'v3'), `/network/partners${one}`]);
      paths.push(`/company/${await organizationId()}${path}`);
      for (const one of paths) {
        const answer = await send(one + key, json({ title: one }));
        expect([one, answer.status, await answer.json()]).toEqual([one, 200, { user_ids: everybody }]);
      }
      expect(await messagesOf(channel.feedId)).toHaveLength(paths.length);
    });

    it('names who got each of several calls that come together, beside plain messages', async () => {
      const { channel, url, everybody } = await world();
      const calls = Array.from({ length: 20 }, (_, n) => {
        const isPlain = n % 2 === 0;
        return send(isPlain ? url.replace('/incoming', '/message') : url, json({ text: `call ${n}` }));
      });
      const answers = await Promise.all(calls);
      expect(answers.map(({ status }) => status)).toEqual(answers.map((_, n) => (n % 2 === 0 ? 204 : 200)));
      for (const answer of answers.filter((_, n) => n % 2 === 1))
        expect(await answer.json()).toEqual({ user_ids: everybody });
      expect(await messagesOf(channel.feedId)).toHaveLength(20);
    });

    it('posts nothing for a HEAD or a GET that says nothing, and what a query says', async () => {
      const { channel, url } = await world();
      expect(await (await send(url)).json()).toEqual({ user_ids: [] });
      expect((await send(url, { method: 'HEAD' })).status).toBe(200);
      expect(await messagesOf(channel.feedId)).toEqual([]);
      await send(`${url}&title=Backup&status=ok`);
      const [message] = await contents(channel.feedId);
      expect(message.text).toBe('*Backup*');
      expect(message.slides[0].data.rows).toEqual([['status', 'ok']]);
    });

    it('is narrowed to members by user_ids', async () => {
      const { channel, url, other } = await world();
      const stranger = await aUser();
      const answer = await send(`${url}&user_ids=${other.id},${stranger.id}`, json({ text: 'for one' }));
      expect(await answer.json()).toEqual({ user_ids: [other.id] });
      expect(await messagesOf(channel.feedId)).toMatchObject([{ recipient_id: other.id }]);
    });

    it('gives a retry with the same key the first answer, and posts once', async () => {
      const { channel, url, everybody } = await world();
      const call = { ...json({ title: 'Once' }), headers: { 'idempotency-key': 'one' } };
      for (let attempt = 0; attempt < 2; attempt++) {
        expect(await (await send(url, call)).json()).toEqual({ user_ids: everybody });
      }
      expect(await messagesOf(channel.feedId)).toHaveLength(1);
    });

    it("shows a service's event under the service's name; a bot's message keeps the bot's", async () => {
      const { channel, user, key, url } = await world();
      const bot = await aBot(user);
      const push = {
        ...json({
          ref: 'refs/heads/main',
          commits: [],
          repository: { full_name: 'acme/site' },
          sender: { login: 'mona' },
        }),
        headers: { 'x-github-event': 'push', 'content-type': 'application/json' },
      };
      expect((await send(url, push)).status).toBe(200);
      expect((await send(`/api/v2/bots/${bot.uniqueName}/incoming${key}`, push)).status).toBe(200);
      const text = 'mona pushed to `main` · acme/site';
      expect(await contents(channel.feedId)).toEqual([{ text, bot: { name: 'GitHub' } }]);
      expect(await contents(bot.feedId)).toEqual([{ text }]);
    });

    it('takes what Slack takes, also as a form with a payload', async () => {
      const { channel, url } = await world();
      const payload = JSON.stringify({ text: 'Done: <https://ci.test/7|build 7>', username: 'ci' });
      await send(url, { method: 'POST', body: new URLSearchParams({ payload }) });
      expect(await contents(channel.feedId)).toEqual([
        { text: 'Done: [build 7](https://ci.test/7)', bot: { name: 'ci' } },
      ]);
    });

    it('takes the JSON in the one field of a multipart form, as Uptime Kuma sends it', async () => {
      const { channel, url } = await world();
      const form = new FormData();
      form.set(
        'data',
        JSON.stringify({ heartbeat: { status: 0, msg: 'no answer' }, monitor: { name: 'Shop' }, msg: 'x' }),
      );
      expect((await send(url, { method: 'POST', body: form })).status).toBe(200);
      expect(await contents(channel.feedId)).toMatchObject([
        { card: { title: 'Shop · down' }, bot: { name: 'Uptime Kuma' } },
      ]);
    });

    it('keeps the whole body in the history, as it came', async () => {
      const { token, url } = await world();
      const body = JSON.stringify({
        title: 'Long',
        entries: Array.from({ length: 500 }, (_, n) => `entry ${n}`),
      });
      await send(url, json(body));
      expect((await historyOf(token.id))[0]!.body?.toString()).toBe(body);
    });

    it('calls nobody, whatever stands in a payload', async () => {
      const { channel, url } = await world();
      await send(url, json({ title: '{@all} *now*', message: 'see {@participants}', who: '{@10012}' }));
      const [message] = await contents(channel.feedId);
      expect(shown(message.text)).toBe('{@all} *now*\nsee {@participants}');
      expect(JSON.stringify(message)).not.toMatch(/\{@/);
    });
  });

  describe('refusals', () => {
    it('are those of a message: 401, 403, 404, 413, each in the history of a known token', async () => {
      const { token, url, key } = await world();
      const foreign = await aChannel(await aUser());
      const other = (name: string) => `/api/v2/channelsbyname/${name}/incoming${key}`;
      const big = json(JSON.stringify({ text: 'x'.repeat(1024 * 1024) }));
      expect(await outcome(await send(url.replace(/\?.*/, ''), json({})))).toMatchObject({ status: 401 });
      expect(await outcome(await send(other(foreign.uniqueName), json({})))).toMatchObject({
        status: 403,
        code: 'access_denied',
      });
      expect(await outcome(await send(other('nowhere'), json({})))).toMatchObject({
        status: 404,
        code: 'channel_not_exists',
      });
      expect(await outcome(await send(url, big))).toMatchObject({ status: 413 });
      expect(await outcome(await send(url, { method: 'PATCH' }))).toMatchObject({ status: 405 });
      expect(await messagesOf(foreign.feedId)).toEqual([]);
      expect((await historyOf(token.id)).map(({ status }) => status)).toEqual([403, 404, 413, 405]);
    });
  });
});

it('a channel with members who were deactivated does not name them', async () => {
  const { other, url, user } = await world();
  await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', other.id);
  const node = await nodeServer();
  const answer = await node.send(url, json({ title: 'x' }));
  expect(await answer.json()).toEqual({ user_ids: [user.id] });
  await node.close();
});

it('a GET with a body is a call like any other', async () => {
  const { channel, everybody, url } = await world();
  const node = await nodeServer();
  const body = '{"text":"disk full"}';
  const client = await rawClient(node.port);
  client.send(
    `GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect(await client.ended).toContain(JSON.stringify({ user_ids: everybody }));
  expect(await contents(channel.feedId)).toEqual([{ text: 'disk full' }]);
  await node.close();
});
