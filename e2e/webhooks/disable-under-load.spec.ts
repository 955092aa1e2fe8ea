import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { post, urlOf } from './call';

const CALLS_PER_SECOND = 50;

test('S16 S21 disabled under 50 calls a second: nothing is accepted after the answer, counters are exact', async ({
  context,
  baseURL,
}) => {
  const owner = await createUser();
  const token = await createToken(owner);
  const channel = await createChannel(owner);
  await signIn(context, owner, { steppedUp: true });
  const url = urlOf.channel(channel.uniqueName, token.token);
  // On a development server the first call compiles the route; it is counted like all others.
  expect((await post(url, { text: 'warm' })).status).toBe(204);

  const calls: Promise<number>[] = [];
  const send = () => {
    calls.push(post(url, { text: `Call ${calls.length}` }).then(({ status }) => status));
  };
  const sending = setInterval(send, 1_000 / CALLS_PER_SECOND);
  const acceptedSoFar = () =>
    db().webhookToken.findUniqueOrThrow({
      where: { id: token.id },
      select: { invocations: true },
    });
  await expect.poll(async () => (await acceptedSoFar()).invocations).toBeGreaterThan(50n);

  const switched = await context.request.put(`/api/webhook-tokens/${token.id}/status`, {
    data: { enabled: false },
    headers: { origin: new URL(baseURL!).origin },
  });
  const sentBefore = calls.length;
  expect(switched.ok()).toBe(true);
  await expect.poll(() => calls.length).toBeGreaterThan(sentBefore + 50);
  clearInterval(sending);

  const answers = await Promise.all(calls);
  expect(answers.slice(sentBefore).filter((status) => status !== 401)).toEqual([]);
  const accepted = 1 + answers.filter((status) => status === 204).length;
  const refused = answers.filter((status) => status === 401).length;
  expect(accepted + refused).toBe(answers.length + 1);

  const row = await db().webhookToken.findUniqueOrThrow({
    where: { id: token.id },
    select: { invocations: true, refusals: true },
  });
  expect(row).toEqual({ invocations: BigInt(accepted), refusals: BigInt(refused) });
  expect(await db().message.count({ where: { feedId: channel.feedId } })).toBe(accepted);
  expect(await db().invocation.count({ where: { tokenId: token.id } })).toBe(accepted + refused);

  await context.request.put(`/api/webhook-tokens/${token.id}/status`, {
    data: { enabled: true },
    headers: { origin: new URL(baseURL!).origin },
  });
  expect((await post(url, { text: 'again' })).status).toBe(204);
});
