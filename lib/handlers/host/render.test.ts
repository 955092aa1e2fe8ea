import { afterAll, describe, expect, it } from 'vitest';
import { tryBotHandler } from '@/lib/bots/try-bot-handler';
import { readMessageContent } from '@/lib/messages/content';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { runCode } from '@/test/support/handlers/run-code';
import { aBot, aChannel, aToken, aUser, json, messagesOf, viaWeb } from '@/test/support/webhooks/world';
import { handlerPool } from '../pool/handler-pool';

afterAll(() => handlerPool().close());

const github = allFixtures.github![0]!;

async function world(code: string) {
  const user = await aUser();
  const [bot, channel] = [await aBot(user, { handlerCode: code }), await aChannel(user)];
  const { token } = await aToken(user);
  const url = (place: string) => `/api/v2/${place}/incoming?zapikey=${token}`;
  return {
    user,
    bot,
    channel,
    toBot: url(`bots/${bot.uniqueName}`),
    toChannel: url(`channelsbyname/${channel.uniqueName}`),
  };
}
const contents = async (feedId: number) =>
  (await messagesOf(feedId)).map(({ content }) => JSON.parse(content));

describe('render(request)', () => {
  it('is the message that a channel shows of the same call', async () => {
    const { bot, channel, toBot, toChannel } = await world(
      'function handler(request) { return render(request); }',
    );
    const call = { ...json(github.body), headers: { 'content-type': 'application/json', ...github.headers } };
    expect((await viaWeb(toBot, call)).status).toBe(200);
    expect((await viaWeb(toChannel, call)).status).toBe(200);
    const [shown] = await contents(channel.feedId);
    const { bot: name, ...message } = shown;
    expect(name).toEqual({ name: 'GitHub' });
    expect(await contents(bot.feedId)).toEqual([message]);
  });

  it('shows numbers as they were written, like a channel, where the handler leaves the body as it is', async () => {
    const { bot, toBot } = await world(
      'function handler(request) { const seen = render(request); request.body.text = "y"; return { ...seen, own: render(request) }; }',
    );
    const body = '{"text":"x","slides":[{"type":"label","data":[{"Version":2.10}]}]}';
    const { own } = await (await viaWeb(toBot, json(body))).json();
    const slide = (Version: unknown) => [{ type: 'label', data: [{ Version }] }];
    expect(await contents(bot.feedId)).toEqual([{ text: 'x', slides: slide('2.10') }]);
    expect(own).toEqual({ text: 'y', slides: slide(2.1) });
  });

  it('draws in a test run what it draws in a call, as the bot is set to understand it', async () => {
    const code = 'function handler(request) { return render(request); }';
    const { user, bot, toBot } = await world(code);
    await saveUnderstanding(user, bot.feedId, { ...AUTOMATIC, title: 'Of {{sender.login}}', colour: 'grey' });
    const headers = { 'content-type': 'application/json', ...github.headers };
    const body = JSON.stringify(github.body);
    expect((await viaWeb(toBot, { method: 'POST', headers, body })).status).toBe(200);
    const run = await tryBotHandler(user, bot.uniqueName, {
      code,
      method: 'POST',
      headers,
      params: {},
      body,
    });
    const [posted] = await messagesOf(bot.feedId);
    expect(run.message).toMatchObject({ card: { title: expect.stringMatching(/^Of ./) } });
    expect(run.message).toEqual(readMessageContent(posted!.content));
  });

  it('of a form is that of its payload, and the handler may adjust it', async () => {
    const { bot, toBot } = await world(
      "function handler(request) { const message = render(request); return { ...message, channel: undefined, text: message.text + ' (seen)' }; }",
    );
    const form = new URLSearchParams({ payload: JSON.stringify({ text: 'From *Slack*' }) });
    expect((await viaWeb(toBot, { method: 'POST', body: form })).status).toBe(200);
    expect(await contents(bot.feedId)).toEqual([{ text: 'From *Slack* (seen)' }]);
  });

  it('is null for what nobody knows, and for anything that is no call', async () => {
    const { toBot } = await world(
      "function handler(request) { return { own: [render(request), render({}), render({ body: [1], headers: 7, params: 'x' })] }; }",
    );
    expect(await (await viaWeb(toBot, json({ colour: 'blue' }))).json()).toMatchObject({
      own: [null, null, null],
    });
  });

  it('is asked a few times only, and takes what it is for', async () => {
    const often = await runCode('function handler(r) { for (;;) render(r); }');
    expect(often).toMatchObject({
      ok: false,
      error: { message: 'Error: A run may render at most 10 times' },
    });
    const nothing = await runCode('function handler(r) { return render(); }');
    expect(nothing).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('render takes the request') },
    });
  });
});
