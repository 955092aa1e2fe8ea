import { randomBytes, randomUUID } from 'node:crypto';
import { insertUser } from '@/lib/accounts/user/insert-user';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { userOfRequest } from '@/lib/auth/session/user-of-request';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';

/** For the tests of accounts and the gate: a person with a stored session, and a browser that carries it. */
export type Account = { user: SignedInUser & SteppedUpUser & Administrator; cookie: string; email: string };

const client = { sourceAddress: '', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130' };

type Wanted = {
  role?: 'ADMINISTRATOR' | 'MEMBER';
  passwordHash?: string;
  /** Whether the e-mail address is known to be theirs. */
  emailProven?: boolean;
  /** How long ago the person signed in. */
  signedInAgoMs?: number;
  /** How long ago the second factor was given; null: never. */
  steppedUpAgoMs?: number | null;
};

/** Makes a person of their own and signs them in. */
export async function anAccount(wanted: Wanted = {}): Promise<Account> {
  const email = `${randomBytes(8).toString('hex')}@example.com`;
  const { role = 'MEMBER', passwordHash, emailProven = false } = wanted;
  const { id } = await db().$transaction((tx) =>
    insertUser(tx, { email, name: 'Ada Lovelace', role, emailProven, ...(passwordHash && { passwordHash }) }),
  );
  return { ...(await signIn(id, wanted)), email };
}

/** A further session of somebody. */
export async function signIn(userId: string, { signedInAgoMs = 0, steppedUpAgoMs = null }: Wanted = {}) {
  const session = await createSession(userId, client);
  await db().session.update({
    where: { id: session.id },
    data: {
      authenticatedAt: ago(signedInAgoMs),
      stepUpVerifiedAt: steppedUpAgoMs === null ? null : ago(steppedUpAgoMs),
    },
    select: { id: true },
  });
  const cookie = (await sessionCookie(session)).split(';')[0] ?? '';
  return { user: await userBehind(cookie), cookie };
}

/** The principal of a cookie, typed so that tests may hand it to any verb. */
export async function userBehind(cookie: string): Promise<Account['user']> {
  const user = await userOfRequest(new Request(env().publicUrl, { headers: { cookie } }));
  if (!user) throw new Error('The cookie opens no session.');
  return user as Account['user'];
}

function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type Asked = {
  cookie?: string;
  method?: string;
  params?: unknown;
  query?: string;
  body?: unknown;
  site?: string;
  headers?: Record<string, string>;
};

/** Asks a route handler as a browser would. */
export async function ask(handler: Handler, asked: Asked = {}) {
  const { cookie, method = 'POST', params = {}, query = '', body, site = 'same-origin', headers } = asked;
  const request = new Request(`${env().publicUrl.origin}/api/test${query}`, {
    method,
    headers: { ...headers, 'sec-fetch-site': site, ...(cookie && { cookie }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text ? JSON.parse(text) : undefined,
    cookie: response.headers.get('set-cookie')?.split(';')[0],
    headers: response.headers,
  };
}

/** A passkey's row; nobody holds its key. */
export async function aPasskeyOf(userId: string): Promise<string> {
  const { id } = await db().passkey.create({
    data: {
      id: randomUUID(),
      userId,
      credentialId: randomBytes(16).toString('base64url'),
      publicKey: randomBytes(32),
      signCount: 0,
      transports: ['internal'],
      synced: false,
      name: 'Laptop',
    },
    select: { id: true },
  });
  return id;
}

/** The stored secret of somebody's authenticator app, as a dump of the database shows it. */
export async function storedTotp(userId: string): Promise<Buffer> {
  const row = await db().totpSecret.findUniqueOrThrow({ where: { userId }, select: { ciphertext: true } });
  return Buffer.from(row.ciphertext);
}

/** Whether calls with somebody's tokens would be accepted, as far as their owner goes. */
export async function ownerActive(userId: string): Promise<boolean[]> {
  const rows = await db().webhookToken.findMany({ where: { userId }, select: { ownerActive: true } });
  return rows.map((row) => row.ownerActive);
}

/** When the session was last seen. */
export async function lastSeen(sessionId: string): Promise<Date> {
  const row = await db().session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { lastSeenAt: true },
  });
  return row.lastSeenAt;
}

/** Sets the session's times, as if time had gone by. */
export async function ageSession(sessionId: string, change: { expiresAt?: Date; lastSeenAt?: Date }) {
  await db().session.update({ where: { id: sessionId }, data: change, select: { id: true } });
}

/** Names of the feeds somebody belongs to. */
export async function feedsOf(userId: string): Promise<string[]> {
  const rows = await db().feedMember.findMany({
    where: { userId },
    select: {
      feed: { select: { channel: { select: { uniqueName: true } }, bot: { select: { uniqueName: true } } } },
    },
  });
  return rows
    .flatMap(({ feed }) => [feed.channel?.uniqueName, feed.bot?.uniqueName])
    .filter((name) => name !== undefined);
}

/** Everybody of an installation, by e-mail. */
export async function everybody(): Promise<{ id: string; email: string; role: string }[]> {
  return db().user.findMany({ select: { id: true, email: true, role: true }, orderBy: { email: 'asc' } });
}
