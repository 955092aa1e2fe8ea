import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { aCall } from '@/test/support/people/person';
import { listInvocations } from './list-invocations';
import { readInvocation } from './read-invocation';

const HOUR_MS = 3_600_000;

/** The id of a call at that moment. */
function idOf(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

async function aHistory() {
  const user = await createUser();
  const { id: tokenId } = await createToken(user);
  const steppedUp = { ...user } as unknown as SteppedUpUser;
  const find = async (filters: Parameters<typeof listInvocations>[2]) => {
    const { rows } = await listInvocations(steppedUp, tokenId, filters, {
      signal: new AbortController().signal,
    });
    return rows.map(({ id }) => id);
  };
  return { user, steppedUp, tokenId, find };
}

it('calls are filtered by time, and a whole request id finds its call among the filtered', async () => {
  const { user, tokenId, find } = await aHistory();
  const receivedAt = new Date(Date.now() - 2 * HOUR_MS);
  const old = idOf(receivedAt);
  await aCall(tokenId, user.id, { id: old, receivedAt, target: 'Old' });
  const fresh = await aCall(tokenId, user.id);
  expect(await find({ within: '1h' })).toEqual([fresh]);
  expect(await find({ within: '24h' })).toEqual([fresh, old]);
  expect(await find({ within: '1h', search: 'old' })).toEqual([]);
  expect(await find({ search: old })).toEqual([old]);
  expect(await find({ within: '1h', search: old })).toEqual([]);
  expect(await find({ search: randomUUID() })).toEqual([]);
});

it('a search that takes too long is given up, and its error says how to ask for less', async () => {
  const { user, steppedUp, tokenId } = await aHistory();
  await db().$executeRaw`
    INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request, body_size)
    SELECT overlay(gen_random_uuid()::text placing ${idOf(new Date()).slice(0, 13)} from 1 for 13)::uuid,
      ${tokenId}::uuid, ${user.id}, now(), 1, 'channel_message', 'builds', 204, 'accepted', repeat('x', 2000), 0
    FROM generate_series(1, 20000)`;
  const patience = { signal: new AbortController().signal, timeoutMs: 1 };
  await expect(listInvocations(steppedUp, tokenId, { search: 'nowhere' }, patience)).rejects.toMatchObject({
    code: 'search_too_slow',
    status: 422,
    message: expect.stringContaining('Choose a shorter time'),
    details: { field: 'within' },
  });
});

it('what an id addresses is told by its name: extensions, channels, people; what the user may not see keeps its id', async () => {
  const { user, steppedUp, tokenId } = await aHistory();
  const [other, colleague] = [await createUser(), await createUser()];
  const [mine, foreign] = [await createExtension(user), await createExtension(other)];
  const [open, closed] = [await createChannel(user), await createChannel(other, { access: 'PRIVATE' })];
  const { name } = await db().extension.findUniqueOrThrow({
    where: { number: BigInt(mine.number) },
    select: { name: true },
  });
  const calls: [endpoint: string, target: string, name: string | null][] = [
    ['application_incoming', String(mine.number), name],
    ['application_incoming', appIdOf(String(mine.number), 'sandbox'), `${name} (sandbox)`],
    ['application_incoming', appIdOf(String(foreign.number), 'sandbox'), null],
    ['application_incoming', 'no number', null],
    ['channel_message_by_id', open.id, open.uniqueName],
    ['channel_message_by_id', closed.id, null],
    ['buddy_message', colleague.id, colleague.name],
    ['buddy_message', colleague.email, null],
    ['channel_message', open.uniqueName, null],
  ];
  const ids: string[] = [];
  for (const [endpoint, target] of calls) ids.push(await aCall(tokenId, user.id, { endpoint, target }));
  const { rows } = await listInvocations(steppedUp, tokenId, {}, { signal: new AbortController().signal });
  const named = new Map(rows.map(({ id, targetName }) => [id, targetName]));
  expect(ids.map((id) => named.get(id))).toEqual(calls.map(([, , of]) => of));
  expect(await readInvocation(steppedUp, tokenId, ids[1]!)).toMatchObject({
    targetName: `${name} (sandbox)`,
  });
});
