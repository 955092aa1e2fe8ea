import { randomUUID } from 'node:crypto';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { decimalId, timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { FAILED_CODES } from '@/lib/webhook-tokens/policies/outcome-policy';

/** For the tests of the token module: a person with a session, and a browser that carries it. */
export type Person = { id: string; cookie: string };

/** `steppedUpAgoMs`: how long ago the second factor was given; null: never. */
export async function aPerson(steppedUpAgoMs: number | null = 0): Promise<Person> {
  const id = decimalId();
  await db().user.create({
    data: { id, email: `${id}@example.com`, name: `Person ${id}` },
    select: { id: true },
  });
  const session = await db().session.create({
    data: {
      id: randomUUID(),
      userId: id,
      expiresAt: new Date(Date.now() + 3_600_000),
      stepUpVerifiedAt: steppedUpAgoMs === null ? null : new Date(Date.now() - steppedUpAgoMs),
    },
    select: { id: true, expiresAt: true },
  });
  return { id, cookie: (await sessionCookie(session)).split(';')[0]! };
}

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type Asked = { person?: Person; method?: string; params?: unknown; query?: string; body?: unknown };

/** Asks a route handler as a browser would. */
export async function ask(
  handler: Handler,
  { person, method = 'GET', params = {}, query = '', body }: Asked,
) {
  const request = new Request(`${env().publicUrl.origin}/api/test${query}`, {
    method,
    headers: { ...(person && { cookie: person.cookie }), 'sec-fetch-site': 'same-origin' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = response.headers.get('content-type')?.includes('json') ? await response.text() : '';
  return { status: response.status, json: text ? JSON.parse(text) : undefined, text, response };
}

/** A recorded call, as the accepting statement writes it. */
export async function aCall(tokenId: string, userId: string, change: Record<string, unknown> = {}) {
  const id = timeOrderedId();
  const { request, ...columns } = change;
  await db().invocation.create({
    data: {
      id,
      tokenId,
      userId,
      receivedAt: new Date(),
      durationUs: 900,
      endpoint: 'channel_message',
      target: 'builds',
      status: 204,
      outcome: 'accepted',
      request: JSON.stringify({
        method: 'POST',
        path: '/api/v2/channelsbyname/builds/message',
        query: '',
        sourceAddress: '203.0.113.7',
        headers: { 'user-agent': 'curl/8.5' },
        ...(request as object | undefined),
      }),
      bodySize: 11,
      body: Buffer.from('{"text":""}'),
      ...columns,
    },
    select: { id: true },
  });
  const { outcome = 'accepted' } = columns as { outcome?: string };
  const failed = FAILED_CODES.includes(outcome);
  const refused = !failed && !['accepted', 'test', 'replayed'].includes(outcome);
  await db().$executeRaw`
    INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)
    VALUES (${tokenId}::uuid, date_bin('30 minutes', now(), '2000-01-01T00:00:00Z'),
      ${Number(outcome === 'accepted')}, ${Number(refused)}, ${Number(failed)})
    ON CONFLICT (token_id, slot) DO UPDATE SET accepted = s.accepted + excluded.accepted,
      refused = s.refused + excluded.refused, failed = s.failed + excluded.failed`;
  return id;
}

export async function callExists(id: string): Promise<boolean> {
  return (await db().invocation.count({ where: { id } })) > 0;
}

/** The audit trail's events about a token, in order. */
export async function deedsOf(tokenId: string): Promise<string[]> {
  const events = await db().auditEvent.findMany({
    where: { subjectId: tokenId },
    orderBy: { id: 'asc' },
    select: { action: true },
  });
  return events.map(({ action }) => action.replace('webhook_token.', ''));
}

/** An attack by somebody who can write to the database but has no key. */
export async function moveCiphertext(fromId: string, toId: string): Promise<void> {
  const { ciphertext } = await db().webhookToken.findUniqueOrThrow({
    where: { id: fromId },
    select: { ciphertext: true },
  });
  await db().webhookToken.update({ where: { id: toId }, data: { ciphertext }, select: { id: true } });
}
