import { expect, it } from 'vitest';
import { readFeed } from '@/lib/feeds/read-feed';
import { readInvocation } from '@/lib/webhook-tokens/read-invocation';
import { repliesIn } from '@/test/support/alerts/alerts';
import { alert, at, minutesAfter } from '@/test/support/alerts/calls';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  select,
  throughBothAdapters,
  viaWeb,
} from '@/test/support/webhooks/world';
import { saveUnderstanding } from './save-understanding';
import { AUTOMATIC, type Understanding } from './schema';

const DISK = { host: 'db-1', disk: { used: 93, path: '/var' }, seen: null };
const push = () => ({
  ...json({
    ref: 'refs/heads/main',
    commits: [],
    repository: { full_name: 'acme/site' },
    pusher: { name: 'mona' },
  }),
  headers: { 'content-type': 'application/json', 'x-github-event': 'push' },
});

async function world() {
  const user = await aUser();
  const token = await aToken(user);
  const [channel, bot, extension] = [
    await aChannel(user),
    await aBot(user),
    await anExtension(user, 'function handler() {}'),
  ];
  await select('UPDATE extension SET sandbox_code = NULL WHERE number = $1', extension.number);
  const { appId, appKey } = extension.sandbox;
  const key = `zapikey=${token.token}`;
  const targets = [
    { feedId: channel.feedId, url: `/api/v2/channelsbyname/${channel.uniqueName}/incoming?${key}` },
    { feedId: channel.feedId, url: `/api/v2/channels/${channel.id}/incoming?${key}` },
    { feedId: bot.feedId, url: `/api/v2/bots/${bot.uniqueName}/incoming?${key}` },
    {
      feedId: extension.feedId,
      url: `/api/v2/applications/${appId}/incoming?${key}&appkey=${encodeURIComponent(appKey)}`,
    },
  ];
  const set = (feedId: number, change: Partial<Understanding>) =>
    saveUnderstanding(user, feedId, { ...AUTOMATIC, ...change });
  return { user, token, channel, bot, targets, set };
}
const contents = async (feedId: number) =>
  (await messagesOf(feedId)).map(({ content }) => JSON.parse(content));

/** The notes of the last call in the token's history. */
async function lastNotes({ user, token }: Pick<Awaited<ReturnType<typeof world>>, 'user' | 'token'>) {
  const last = (await historyOf(token.id)).at(-1) as unknown as { id: string };
  return (await readInvocation(user as never, token.id, last.id)).notes;
}

/** Quiet hours from an hour ago for two hours. */
function nowQuiet() {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { timeZone: 'UTC', from: clock(-1), to: clock(1) };
}

throughBothAdapters('what a target understands', (send) => {
  it('counts from the next call on, at every form of a channel, at bots and at extensions', async () => {
    const { targets, set } = await world();
    for (const { feedId, url } of targets) {
      const before = (await contents(feedId)).length;
      await set(feedId, {});
      expect((await send(url, json(DISK))).status).toBe(200);
      await set(feedId, {
        title: 'Disk of {{host}}',
        body: '{{disk.path}}: *{{disk.used}} %*\nSeen {{seen}}',
        colour: 'yellow',
      });
      const answer = await send(url, json(DISK));
      expect(answer.status).toBe(200);
      expect((await answer.json()).user_ids).toHaveLength(1);
      const [first, second] = (await contents(feedId)).slice(before);
      expect(first).toMatchObject({ unrecognised: true, slides: [{}] });
      expect(second).toEqual({
        text: '/var: *93 %*',
        card: { theme: 'modern-inline', title: 'Disk of db-1' },
        styles: { background: 'yellow' },
      });
    }
  });

  it('an event that is switched off is accepted, posts nothing, and the history says why', async () => {
    const { user, token, channel, targets, set } = await world();
    const [{ feedId, url }] = targets as [(typeof targets)[0]];
    await set(feedId, { events: [{ pattern: 'push', on: false }] });
    const answer = await send(url, push());
    expect([answer.status, await answer.json()]).toEqual([200, { user_ids: [] }]);
    expect(await messagesOf(feedId)).toEqual([]);
    expect(await lastNotes({ user, token })).toEqual([
      `The event push is switched off for #${channel.uniqueName}, so nothing was posted.`,
    ]);
    await set(feedId, {});
    await send(url, push());
    expect(await messagesOf(feedId)).toHaveLength(1);
  });

  it('in quiet hours problems are posted, ends turn their first message green, and the rest stays in the history', async () => {
    const { user, token, targets, set } = await world();
    const [{ feedId, url }] = targets as [(typeof targets)[0]];
    await set(feedId, { quietHours: nowQuiet() });
    const began = at(-12);
    const over = json(alert('resolved', { began, ended: minutesAfter(began, 12) }));
    // A recovery that began elsewhere ends nothing here.
    for (const call of [push(), over, json(alert('firing', { began })), over, over]) {
      expect((await send(url, call)).status).toBe(200);
    }
    expect(await contents(feedId)).toHaveLength(1);
    expect((await contents(feedId))[0]).toMatchObject({ styles: { background: 'red' } });
    expect(await repliesIn(feedId)).toHaveLength(1);
    const { messages } = await readFeed(user as never, feedId);
    expect(messages[0]?.resolved).toMatchObject({ after: '12 min' });
    expect((await lastNotes({ user, token }))[0]).toContain('only problems are posted');
  });

  it('at a bot a resolved alert in quiet hours is not posted: nothing there turns green', async () => {
    const { targets, set } = await world();
    const { feedId, url } = targets[2]!;
    await set(feedId, { quietHours: nowQuiet() });
    await send(url, json(alert('resolved', { began: at(-5), ended: at(-1) })));
    expect(await messagesOf(feedId)).toEqual([]);
  });

  it('a handler decides what is posted, and its render follows the settings', async () => {
    const { user, token, set } = await world();
    const handlerCode = 'function handler(request) { return render(request); }';
    const bot = await aBot(user, { handlerCode });
    const quiet = { quietHours: nowQuiet(), events: [{ pattern: '*', on: false }] };
    await set(bot.feedId, { ...quiet, title: 'Disk of {{host}}', body: '{{disk.used}}' });
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    expect((await send(url, json(DISK))).status).toBe(200);
    expect(await contents(bot.feedId)).toEqual([
      { text: '93', card: { theme: 'modern-inline', title: 'Disk of db-1' } },
    ]);
  });

  it('a delivery that is switched off and sent again is the same call', async () => {
    const { token, targets, set } = await world();
    const [{ feedId, url }] = targets as [(typeof targets)[0]];
    await set(feedId, { events: [{ pattern: 'push', on: false }] });
    const call = { ...push(), headers: { ...push().headers, 'x-github-delivery': token.id } };
    await send(url, call);
    await set(feedId, {});
    expect((await send(url, call)).status).toBe(200);
    expect(await messagesOf(feedId)).toEqual([]);
  });
});

it('what a caller sends ready, or a handler returns, cannot say that it was not recognised', async () => {
  const { user, token, targets } = await world();
  const { url } = targets[0]!;
  const refused = await viaWeb(url.replace('/incoming', '/message'), json({ text: 'a', unrecognised: true }));
  expect(refused.status).toBe(400);
  const bot = await aBot(user, {
    handlerCode: "function handler() { return { text: 'a', unrecognised: true }; }",
  });
  await viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`, json({}));
  expect(await contents(bot.feedId)).toEqual([{ text: 'a' }]);
});
