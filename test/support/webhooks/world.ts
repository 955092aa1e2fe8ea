import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { timeOrderedId } from '@/lib/db/ids';
import { pool } from '@/lib/db/pool';
import { installExtension } from '@/lib/extensions/install-extension';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { Evidence } from '@/lib/signatures/evidence';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { acceptanceOf } from '@/lib/webhooks/accept/new-acceptance';
import { webhookListener } from '@/lib/webhooks/adapters/node';
import { answerRequest } from '@/lib/webhooks/adapters/web';
import { redactorFor } from '@/lib/webhooks/call/redact';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createOrganization } from '@/prisma/factories/create-organization';
import { createToken } from '@/prisma/factories/create-token';
import { createUser, type TestUser } from '@/prisma/factories/create-user';

/** People, targets and callers for the tests of this folder; every test makes its own. */
type Row = Record<string, unknown>;

export async function select<T = Row>(sql: string, ...values: unknown[]): Promise<T[]> {
  const { rows } = await pool().query(sql, values);
  return rows as T[];
}

export async function organizationId(): Promise<string> {
  return (await createOrganization()).id;
}

export function aUser(role: 'MEMBER' | 'ADMINISTRATOR' = 'MEMBER'): Promise<TestUser> {
  return createUser({ role });
}

export type TestToken = { id: string; token: string; publicId: string };

export async function aToken(
  user: TestUser,
  { enabled = true, ownerActive = true } = {},
): Promise<TestToken> {
  const token = await createToken(user, { name: 'Build server', enabled });
  await pool().query('UPDATE webhook_token SET owner_active = $2 WHERE id = $1', [token.id, ownerActive]);
  return token;
}

export function aChannel(creator: TestUser, members: TestUser[] = []) {
  return createChannel(creator, { members: members.filter(({ id }) => id !== creator.id) });
}

type BotInput = { access?: 'ORGANIZATION' | 'PERSONAL'; handlerCode?: string };

export function aBot(creator: TestUser, input: BotInput = {}, subscribers: TestUser[] = []) {
  return createBot(creator, { ...input, subscribers: [creator, ...subscribers] });
}

export async function anExtension(owner: TestUser, code: string) {
  const made = await createExtension(owner, { code });
  const { number, feedId, sandbox, marketplace } = made;
  return { number: BigInt(number), feedId, sandbox, marketplace };
}

/** Publishes the given code, puts the draft into the sandbox and installs the extension for the given people. */
export async function publish(
  owner: TestUser,
  number: bigint,
  { code, draft, installers = [] }: { code: string; draft: string; installers?: TestUser[] },
) {
  await saveSandboxCode(owner, number, code);
  await publishExtension(owner, number, { note: '' });
  await saveSandboxCode(owner, number, draft);
  for (const installer of installers) await installExtension(installer, number);
}

/** Sends a request as an outside service would. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Node's adapter behind a real server on a free port. */
export async function nodeServer() {
  const server = createServer((request, response) => {
    if (!webhookListener(request, response)) response.writeHead(599).end();
  });
  // A kept connection would time out while a test pauses, and the next request on it would fail.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send: Send = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'error', ...init });
  return { send, port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A call as the accepting statement gets it, a text for everybody unless told otherwise; null: a token that does not exist. */
export function anAcceptance(token: TestToken | null, more: Partial<Acceptance>): Acceptance {
  const clean = {
    requestId: timeOrderedId(),
    receivedAt: new Date(),
    startedAtMs: performance.now(),
    method: 'POST',
    path: '/',
    params: [],
    query: '',
    queryRepair: null,
    headers: {},
    body: new Uint8Array(),
    bodySize: 0,
    sourceAddress: '',
    redactor: redactorFor([]),
    testNonce: null,
    limits: null,
    evidence: new Evidence({}),
  };
  const hash = keyedHash(token?.token ?? timeOrderedId());
  const base = acceptanceOf(clean, hash, null, clean.redactor);
  return { ...base, content: '{"text":"x"}', receivers: { kind: 'feed' }, ...more };
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
  const [row] = await select<{
    invocations: string;
    refusals: string;
    last_invoked_at: Date | null;
    last_refused_at: Date | null;
  }>(
    'SELECT invocations, refusals, last_invoked_at, last_refused_at FROM webhook_token WHERE id = $1',
    tokenId,
  );
  return {
    invocations: Number(row!.invocations),
    refusals: Number(row!.refusals),
    lastInvokedAt: row!.last_invoked_at,
    lastRefusedAt: row!.last_refused_at,
  };
}

/** Runs the same cases through both adapters, so that the adapters cannot drift apart. */
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
