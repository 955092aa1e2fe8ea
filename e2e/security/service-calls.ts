import { expect } from 'playwright/test';
import type { createExtension } from '@/prisma/factories/create-extension';
import { type Answer, call, post, urlOf } from '../webhooks/call';
import { escaped, type Places } from './leaks';

type Named = { uniqueName: string };
type World = {
  /** The origin of the server. */
  url: string;
  token: string;
  extension: Awaited<ReturnType<typeof createExtension>>;
  channel: Named;
  /** Notes what is wrong with signatures, and takes every call. */
  signed: Named;
  /** Its handler fails with all that it received. */
  bot: Named;
  /** Its handler answers all that it received. */
  echo: Named;
  gitlabToken: string;
};

/** What the server answers to everything that a service does with the secrets, rightly and wrongly. */
export async function answersToServices(world: World): Promise<Places> {
  const places: Places = {};
  for (const [name, calling] of Object.entries(callsOfServices(world))) {
    const { text, headers, status } = await calling;
    places[`answer: ${name}`] = `${text}\n${JSON.stringify([...headers])}`;
    expect(status, name).toBeLessThan(500);
  }
  return places;
}

function callsOfServices(world: World): Record<string, Promise<Answer>> {
  const { url, token, extension, channel, signed, bot, echo, gitlabToken } = world;
  const at = (path: string) => `${url}${path}`;
  const keyed = { zapikey: token };
  const withAppKey = { ...keyed, appkey: extension.sandbox.appKey };
  return {
    accepted: post(at(urlOf.channel(channel.uniqueName, token)), { text: `My key is ${token}` }),
    header: post(
      at(`/api/v2/channelsbyname/${channel.uniqueName}/message`),
      { text: 'Hi' },
      { authorization: `Bearer ${token}` },
    ),
    'unknown key': post(at(urlOf.channel(channel.uniqueName, token)), { [token]: token }),
    'not found': post(at(urlOf.channel(token, token)), { text: token }),
    'wrong path': post(at(`/api/v2/${token}/x?zapikey=${token}`), {}),
    'unknown api': post(at(`/api/${token}?zapikey=${token}`), {}),
    'two keys': post(at(urlOf.channel(channel.uniqueName, token)), {}, { 'x-webhook-token': `${token}0` }),
    'failing handler': whenFree(() =>
      post(at(`${urlOf.botIncoming(bot.uniqueName, token)}&x=${token}`), keyed, { 'x-key': token }),
    ),
    'echoing handler': whenFree(() =>
      post(at(urlOf.botIncoming(echo.uniqueName, token)), keyed, { cookie: `a=${token}` }),
    ),
    sandbox: post(at(urlOf.extension(extension.sandbox, token)), withAppKey),
    marketplace: post(at(urlOf.extension(extension.marketplace, token)), keyed),
    swapped: post(
      at(urlOf.extension({ ...extension.sandbox, appKey: extension.marketplace.appKey }, token)),
      keyed,
    ),
    'JSON escapes': call(at(urlOf.channel(channel.uniqueName, token)), {
      body: `{"text":"${escaped(token, '\\u00')}"}`,
    }),
    'upper case': post(at(urlOf.channel(channel.uniqueName, token)), { text: token.toUpperCase() }),
    'percent-encoded twice': post(at(urlOf.channel(channel.uniqueName, token)), {
      text: escaped(token, '%25'),
    }),
    'Basic credentials': post(at(urlOf.channel(channel.uniqueName, token)), {
      text: `Basic ${btoa(`user:${token}`)}`,
    }),
    'a secret in a header': post(
      at(urlOf.channelIncoming(signed.uniqueName, token)),
      { text: 'x' },
      {
        'x-gitlab-token': gitlabToken,
      },
    ),
    'message that is none': post(at(urlOf.channel(channel.uniqueName, token)), { text: { token } }),
  };
}

/** Calls again where no handler's thread was free in time, as a busy machine's first may not be. */
async function whenFree(calling: () => Promise<Answer>): Promise<Answer> {
  let answer: Answer | undefined;
  await expect(async () => {
    answer = await calling();
    expect(answer.status).not.toBe(503);
  }).toPass();
  return answer as Answer;
}
