import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { decimalId, timeOrderedId } from '@/lib/db/ids';
import { pool } from '@/lib/db/pool';
import { newToken } from '@/lib/webhook-tokens/token-format';
import { webhookListener } from './node-adapter';
import { answerRequest } from './web-adapter';

/** Rows and callers for the tests of this folder. Every test makes its own people, tokens and targets. */
type Row = Record<string, unknown>;

export async function insert(table: string, row: Row, returning = '*'): Promise<Row> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  const { rows } = await pool().query(
    `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${places.join(', ')}) RETURNING ${returning}`,
    Object.values(row),
  );
  return rows[0];
}

export async function select<T = Row>(sql: string, ...values: unknown[]): Promise<T[]> {
  const { rows } = await pool().query(sql, values);
  return rows as T[];
}

let serial = 0;
const unique = (prefix: string) =>
  `${prefix}${Date.now().toString(36)}${process.pid.toString(36)}${serial++}`;

export async function organizationId(): Promise<string> {
  await pool().query(
    `INSERT INTO organization (id, name) SELECT $1, 'Test' WHERE NOT EXISTS (SELECT FROM organization)`,
    [decimalId()],
  );
  const [row] = await select<{ id: string }>('SELECT id FROM organization');
  return row!.id;
}

export type TestUser = { id: string; email: string; name: string };

export async function aUser(role: 'MEMBER' | 'ADMINISTRATOR' = 'MEMBER'): Promise<TestUser> {
  const id = unique('9');
  const user = { id, email: `${id}@example.com`, name: `User ${id}` };
  await insert('user', { ...user, role });
  return user;
}

export type TestToken = { id: string; token: string; publicId: string; userId: string };

export async function aToken(user: TestUser, row: Row = {}): Promise<TestToken> {
  const { token, publicId } = newToken();
  const id = timeOrderedId();
  const [{ count }] = (await select<{ count: string }>(
    'SELECT count(*) FROM webhook_token WHERE user_id = $1',
    user.id,
  )) as [{ count: string }];
  await insert('webhook_token', {
    id,
    user_id: user.id,
    slot: Number(count) + 1,
    name: 'Build server',
    public_id: publicId,
    secret_hash: keyedHash(token),
    ciphertext: Buffer.from('none'),
    key_version: 1,
    ...row,
  });
  return { id, token, publicId, userId: user.id };
}

async function aFeed(kind: string, members: TestUser[]): Promise<number> {
  const { id } = await insert('feed', { kind });
  for (const member of members) await insert('feed_member', { feed_id: id, user_id: member.id });
  return Number(id);
}

export async function aChannel(creator: TestUser, members: TestUser[] = [creator]) {
  const feedId = await aFeed('CHANNEL', members);
  const uniqueName = unique('channel-');
  const id = decimalId();
  await insert('channel', {
    id,
    feed_id: feedId,
    unique_name: uniqueName,
    name: uniqueName,
    created_by_id: creator.id,
  });
  return { id, feedId, uniqueName };
}

export async function aBot(creator: TestUser, row: Row = {}, subscribers: TestUser[] = [creator]) {
  const feedId = await aFeed('BOT', subscribers);
  const uniqueName = unique('bot-');
  const id = decimalId();
  await insert('bot', {
    id,
    feed_id: feedId,
    unique_name: uniqueName,
    name: 'Bot',
    created_by_id: creator.id,
    ...row,
  });
  return { id, feedId, uniqueName };
}

export async function anExtension(owner: TestUser, row: Row = {}, installers: TestUser[] = [owner]) {
  const feedId = await aFeed('EXTENSION', installers);
  const sandboxKey = unique('sbx-c2FuZGJv+ZXk/');
  const marketplaceKey = unique('bWFya2V0+GxhY2U/');
  const { number } = await insert('extension', {
    feed_id: feedId,
    name: 'Extension',
    owner_id: owner.id,
    sandbox_key_hash: keyedHash(sandboxKey),
    sandbox_key_ciphertext: Buffer.from('none'),
    marketplace_key_hash: keyedHash(marketplaceKey),
    marketplace_key_ciphertext: Buffer.from('none'),
    key_version: 1,
    ...row,
  });
  const marketplaceId = String(number);
  const sandboxId = String(2n ** 61n + BigInt(marketplaceId) - 1n);
  return { feedId, marketplaceId, sandboxId, sandboxKey, marketplaceKey };
}

export async function publish(number: string, version: number, code: string | null, by: TestUser) {
  await insert('extension_version', { extension_number: number, version, code, published_by_id: by.id });
  await pool().query('UPDATE extension SET published_version = $2 WHERE number = $1', [number, version]);
}

/** Sends a request as an outside service would. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Node's adapter behind a real server on a free port. */
export async function nodeServer() {
  const server = createServer((request, response) => {
    if (!webhookListener(request, response)) response.writeHead(599).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send: Send = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'error', ...init });
  return { send, port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** The web adapter, called as a route file calls it. */
export const viaWeb: Send = (path, init) => answerRequest(new Request(`http://127.0.0.1${path}`, init));

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export function messagesOf(feedId: number) {
  return select<{
    seq: string;
    recipient_id: string | null;
    sender_id: string;
    bot_id: string | null;
    via: string;
    content: string;
  }>('SELECT * FROM message WHERE feed_id = $1 ORDER BY seq', feedId);
}

export function historyOf(tokenId: string) {
  return select<Row & { outcome: string; reason: string | null; status: number; body: Buffer | null }>(
    'SELECT * FROM invocation WHERE token_id = $1 ORDER BY id',
    tokenId,
  );
}

export async function countersOf(tokenId: string) {
  const [row] = await select<{ invocations: string; refusals: string; last_invoked_at: Date | null }>(
    'SELECT invocations, refusals, last_invoked_at FROM webhook_token WHERE id = $1',
    tokenId,
  );
  return {
    invocations: Number(row!.invocations),
    refusals: Number(row!.refusals),
    lastInvokedAt: row!.last_invoked_at,
  };
}

/** The same cases through both adapters, so that they cannot drift. */
export function throughBothAdapters(name: string, cases: (send: Send) => void) {
  describe(`${name} (node adapter)`, () => {
    let node: Awaited<ReturnType<typeof nodeServer>>;
    beforeAll(async () => {
      node = await nodeServer();
    });
    afterAll(() => node.close());
    cases((path, init) => node.send(path, init));
  });
  describe(`${name} (web adapter)`, () => cases(viaWeb));
}

/** Status and code of an answer in the envelope, for comparing in one line. */
export async function outcome(response: Response) {
  const body = (await response.json()) as { code: string; message: string; field?: string; limit?: number };
  return { status: response.status, ...body };
}
