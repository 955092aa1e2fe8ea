import { describe, expect, test } from 'vitest';
import { tryBotHandler } from '@/lib/bots/try-bot-handler';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { tryExtensionHandler } from '@/lib/extensions/try-extension-handler';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  historyOf,
  json,
  viaWeb,
} from '@/test/support/webhooks/world';
import type { HandlerTest } from '../schema';

const returning = (value: string): HandlerTest => ({
  code: `function handler() { return ${value}; }`,
  method: 'POST',
  headers: {},
  params: {},
  body: '{}',
});

describe('a test run says where it would post', () => {
  test('to everybody who subscribes, and with broadcast, too', async () => {
    const [ada, bob] = [await aUser(), await aUser()];
    const bot = await aBot(ada, {}, [bob]);
    for (const value of ["'Hello'", "{ text: 'Hello', broadcast: true }"]) {
      expect((await tryBotHandler(ada, bot.uniqueName, returning(value))).destination).toEqual({
        kind: 'everybody',
        count: 2,
      });
    }
  });

  test('to the people who are named', async () => {
    const [ada, bob] = [await aUser(), await aUser()];
    const bot = await aBot(ada);
    const run = await tryBotHandler(
      ada,
      bot.uniqueName,
      returning(`{ text: 'x', userids: ['${bob.email.toUpperCase()}', '${ada.id}'] }`),
    );
    expect(run.destination).toEqual({ kind: 'people', names: expect.arrayContaining([bob.name, ada.name]) });
  });

  test('into the channel that is chosen', async () => {
    const ada = await aUser();
    const [bot, channel] = [await aBot(ada), await aChannel(ada)];
    const run = await tryBotHandler(
      ada,
      bot.uniqueName,
      returning(`{ text: 'x', channel: '#${channel.uniqueName}' }`),
    );
    expect(run).toMatchObject({
      problem: null,
      destination: { kind: 'channel', name: channel.uniqueName },
      message: { text: 'x' },
    });
  });

  test('to its developer, where it is a sandbox', async () => {
    const ada = await aUser();
    const { number } = await anExtension(ada, 'function handler() {}');
    const run = await tryExtensionHandler(ada, number, returning("{ text: 'x', userids: ['nobody'] }"));
    expect(run).toMatchObject({ problem: null, destination: { kind: 'developer' } });
  });

  test('nowhere, when nothing is posted', async () => {
    const ada = await aUser();
    const bot = await aBot(ada);
    const run = await tryBotHandler(ada, bot.uniqueName, returning("{ challenge: 1, channel: 'opps' }"));
    expect(run).toMatchObject({ problem: null, destination: null, message: null });
  });
});

describe('a test run fails where a call would, for the same reason', () => {
  test.each([
    ['a channel that does not exist', async () => "{ text: 'x', channel: 'opps' }"],
    [
      'a channel whose member one is not',
      async () => `{ text: 'x', channel: '${(await aChannel(await aUser())).uniqueName}' }`,
    ],
    [
      'an archived channel',
      async (ada: Awaited<ReturnType<typeof aUser>>) => {
        const { uniqueName } = await aChannel(ada);
        await archiveChannel(ada, uniqueName, true);
        return `{ text: 'x', channel: '${uniqueName}' }`;
      },
    ],
    ['somebody who does not exist', async () => "{ text: 'x', userids: ['nobody@example.com'] }"],
  ])('%s', async (_, valueFor) => {
    const ada = await aUser();
    const test = returning(await valueFor(ada));
    const bot = await aBot(ada, { handlerCode: test.code });
    const token = await aToken(ada);
    const answer = await viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`, json({}));
    expect(answer.status).toBe(422);
    const run = await tryBotHandler(ada, bot.uniqueName, test);
    expect(run).toMatchObject({ message: null, destination: null });
    expect(await historyOf(token.id)).toMatchObject([{ reason: run.problem }]);
  });

  test('somebody else of a personal bot', async () => {
    const [ada, bob] = [await aUser(), await aUser()];
    const bot = await aBot(ada, { access: 'PERSONAL' });
    const run = await tryBotHandler(ada, bot.uniqueName, returning(`{ text: 'x', userids: '${bob.id}' }`));
    expect(run.problem).toMatch(/somebody else than the maker/);
  });
});
