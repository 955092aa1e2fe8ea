import { expect } from 'vitest';
import { POST } from '@/app/api/feeds/[feedId]/messages/[seq]/actions/route';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { readFeed } from '@/lib/feeds/read-feed';
import type { TestUser } from '@/prisma/factories/create-user';
import { ask } from '@/test/support/people/person';
import { aBot, aToken, aUser, json, messagesOf, viaWeb } from '@/test/support/webhooks/world';

/** Messages with buttons, and people who press them, for the tests of this folder's routes. */
/** A handler whose posts carry buttons, with an `onButton` of the given body. */
export const answering = (body: string) => `
  function handler(request) { return request.body; }
  function onButton(request) { ${body} }`;
export const APPROVE = {
  label: 'Approve',
  key: 'a1',
  action: { type: 'invoke.function', data: { name: 'approve' } },
  arguments: { order: 7 },
};
export const withButton = (button: object = APPROVE) => ({ text: 'Order 7?', buttons: [button] });

async function cookieOf(user: TestUser) {
  const session = await createSession(user.id, { sourceAddress: '', userAgent: '' });
  return (await sessionCookie(session)).split(';')[0]!;
}

export async function press(user: TestUser | null, feedId: number, seq: number, button = 'buttons.0') {
  return ask(POST, {
    method: 'POST',
    params: { feedId: String(feedId), seq: String(seq) },
    body: { button },
    ...(user && { person: { id: user.id, cookie: await cookieOf(user) } }),
  });
}

/** A bot whose creator has posted a message with a button through its handler. */
export async function aBotThat(body: string, message: object = withButton()) {
  const [ada, bob] = [await aUser(), await aUser()];
  const bot = await aBot(ada, { handlerCode: answering(body) }, [bob]);
  const { token } = await aToken(ada);
  const incoming = (sent: object) =>
    viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token}`, json(sent));
  expect((await incoming(message)).status).toBe(200);
  const [asked] = await messagesOf(bot.feedId);
  return { ada, bob, bot, token, incoming, feedId: bot.feedId, seq: Number(asked!.seq) };
}

export const textsSeenBy = async (user: TestUser, feedId: number) =>
  (await readFeed(user, feedId)).messages.map(({ content }) => content.text);
