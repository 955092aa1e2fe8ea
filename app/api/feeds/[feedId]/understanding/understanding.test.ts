import { describe, expect, it } from 'vitest';
import * as preview from '@/app/api/feeds/[feedId]/messages/[seq]/call/preview/route';
import * as call from '@/app/api/feeds/[feedId]/messages/[seq]/call/route';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { deedsTo } from '@/test/support/bot';
import { ask, type Person } from '@/test/support/people/person';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  json,
  messagesOf,
  select,
  viaWeb,
} from '@/test/support/webhooks/world';
import * as understanding from './route';

const SET = { ...AUTOMATIC, title: 'Disk of {{host}}' };
const PAYLOAD = { host: 'db-1', title: 'Disk', secret_part: 'x', list: [1, 2], 'odd}name': 1 };

/** A person whose session has just passed the second factor. */
async function aPerson() {
  const user = await aUser();
  const cookie = await sessionCookie({ id: user.session.id });
  await select('UPDATE session SET step_up_verified_at = now() WHERE id = $1', user.session.id);
  return { ...user, cookie: cookie.split(';')[0]! };
}

/** A channel of `ada` into which `bob`, or she herself, posted one call that no provider recognises. */
async function world(poster: 'ada' | 'bob' = 'ada') {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const channel = await aChannel(ada, [bob]);
  const sender = { ada, bob }[poster];
  const token = await aToken(sender);
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}&build=7`;
  expect((await viaWeb(url, json(PAYLOAD))).status).toBe(200);
  const [message] = await messagesOf(channel.feedId);
  const params = { feedId: String(channel.feedId), seq: String(message!.seq) };
  return { ada, bob, eve, channel, token, params };
}
const put = (person: Person | undefined, feedId: number, body: unknown = SET) =>
  ask(understanding.PUT, { method: 'PUT', person, params: { feedId: String(feedId) }, body });
const get = (person: Person | undefined, feedId: number) =>
  ask(understanding.GET, { person, params: { feedId: String(feedId) } });

describe('the settings of a channel, bot or extension', () => {
  it('are saved and read by whoever made it, with one row in the audit trail each time', async () => {
    const ada = await aPerson();
    const channel = await aChannel(ada);
    const bot = await aBot(ada);
    const extension = await anExtension(ada, 'function handler() {}');
    const made = [
      [channel.feedId, channel.id],
      [bot.feedId, bot.id],
      [extension.feedId, String(extension.number)],
    ] as const;
    for (const [feedId, id] of made) {
      expect((await get(ada, feedId)).json.understanding).toEqual(AUTOMATIC);
      expect((await put(ada, feedId)).status).toBe(204);
      expect((await get(ada, feedId)).json.understanding).toEqual(SET);
      expect(await deedsTo(id)).toContain('intake.set_understanding');
      expect(
        await select(
          "SELECT 1 FROM audit_event WHERE subject_id = $1 AND action = 'intake.set_understanding'",
          id,
        ),
      ).toHaveLength(1);
    }
    expect((await get(ada, extension.feedId)).json.target).toMatchObject({
      kind: 'extension',
      hasHandler: true,
    });
  });

  it('are not there for members, strangers and people who are signed out', async () => {
    const { bob, eve, channel, ada } = await world();
    const bot = await aBot(ada);
    const extension = await anExtension(ada, 'function handler() {}');
    for (const person of [bob, eve]) {
      for (const { feedId } of [channel, bot, extension]) {
        expect((await get(person, feedId)).status).toBe(404);
        expect((await put(person, feedId)).status).toBe(404);
      }
    }
    expect((await get(undefined, channel.feedId)).status).toBe(401);
    expect((await put(undefined, channel.feedId)).status).toBe(401);
    expect((await get(ada, channel.feedId)).json.understanding).toEqual(AUTOMATIC);
  });

  it('that are wrong are refused with the field and the remedy', async () => {
    const { ada, channel } = await world();
    const quietHours = { timeZone: 'Mars', from: '22:00', to: '07:00' };
    const refused = await put(ada, channel.feedId, { ...AUTOMATIC, quietHours });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('There is no such time zone; write it as Europe/Berlin or UTC.');
    expect((await put(ada, channel.feedId, { ...AUTOMATIC, more: 1 })).status).toBe(400);
  });
});

describe('the call that a message was drawn from', () => {
  const asks = [
    ['GET call', call.GET, 'GET', undefined],
    ['POST preview', preview.POST, 'POST', SET],
  ] as const;

  it('is shown with its placeholders, and drawn with settings that are not saved', async () => {
    const { ada, channel, params, token } = await world();
    const shown = await ask(call.GET, { person: ada, params });
    expect(shown.json).toMatchObject({
      target: { kind: 'channel', name: `#${channel.uniqueName}` },
      understanding: AUTOMATIC,
      recorded: { tokenId: token.id },
    });
    expect(shown.json.fields).toEqual([
      { path: 'host', value: 'db-1' },
      { path: 'payload.title', value: 'Disk' },
      { path: 'secret_part', value: 'x' },
      { path: 'list', value: '1, 2' },
    ]);
    expect(shown.text).not.toContain(token.token.slice(-32));
    const drawn = await ask(preview.POST, { method: 'POST', person: ada, params, body: SET });
    expect(drawn.json).toMatchObject({ silence: null, message: { card: { title: 'Disk of db-1' } } });
    const off = { ...SET, events: [{ pattern: '*', on: false }] };
    const silent = await ask(preview.POST, { method: 'POST', person: ada, params, body: off });
    expect(silent.json.silence).toContain('switched off');
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect((await get(ada, channel.feedId)).json.understanding).toEqual(AUTOMATIC);
  });

  it('of another one’s token is shown to whoever manages the channel, without its place in that history', async () => {
    const { ada, bob, params } = await world('bob');
    const shown = await ask(call.GET, { person: ada, params });
    expect(shown.json).toMatchObject({ recorded: null, fields: [{ path: 'host' }, {}, {}, {}] });
    expect((await ask(call.GET, { person: bob, params })).status).toBe(404);
  });

  it.each(asks)(
    '%s: is not there for others, needs the second factor, and a session',
    async (_, handler, method, body) => {
      const { ada, bob, eve, params } = await world();
      for (const person of [bob, eve])
        expect((await ask(handler, { method, person, params, body })).status).toBe(404);
      expect((await ask(handler, { method, params, body })).status).toBe(401);
      await select('UPDATE session SET step_up_verified_at = NULL WHERE user_id = $1', ada.id);
      const unproven = await ask(handler, { method, person: ada, params, body });
      expect([unproven.status, unproven.json.code]).toEqual([403, 'step_up_required']);
    },
  );

  it('is not there for whoever manages the channel but does not read the message', async () => {
    const { ada, channel, params } = await world();
    await select('DELETE FROM feed_member WHERE feed_id = $1 AND user_id = $2', channel.feedId, ada.id);
    expect((await ask(call.GET, { person: ada, params })).status).toBe(404);
  });

  it('is not that of a bot whose handler posted here, nor of a message that was sent ready', async () => {
    const { ada, bob, channel, token } = await world();
    const bobs = await aToken(bob);
    const handlerCode = `function handler() { return { text: 'a', channel: '${channel.uniqueName}' }; }`;
    const bot = await aBot(bob, { handlerCode });
    expect(
      (await viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${bobs.token}`, json(PAYLOAD))).status,
    ).toBe(200);
    const ready = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    expect((await viaWeb(ready, json({ text: 'b' }))).status).toBe(204);
    const messages = await messagesOf(channel.feedId);
    expect(messages).toHaveLength(3);
    for (const { seq } of messages.slice(1)) {
      const params = { feedId: String(channel.feedId), seq: String(seq) };
      expect((await ask(call.GET, { person: ada, params })).status).toBe(404);
    }
  });

  it('of several messages for several people is the one call', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const bot = await aBot(ada, {}, [ada, bob]);
    const token = await aToken(ada);
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}&user_ids=${ada.id},${bob.id}`;
    await viaWeb(url, json({ n: 'first' }));
    await viaWeb(url, json({ n: 'second' }));
    const messages = await messagesOf(bot.feedId);
    expect(messages).toHaveLength(4);
    const fields: string[] = [];
    for (const { seq } of messages) {
      const shown = await ask(call.GET, {
        person: ada,
        params: { feedId: String(bot.feedId), seq: String(seq) },
      });
      fields.push(shown.status === 200 ? shown.json.fields[0].value : String(shown.status));
    }
    expect(fields.toSorted()).toEqual(['404', '404', 'first', 'second']);
  });
});
