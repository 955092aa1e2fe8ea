import { expect, vi } from 'vitest';
import { runHandler } from '@/lib/handlers/run-handler';
import type { Reply } from '@/lib/webhooks/call/call';
import {
  API_PREFIX,
  API_V3_PREFIX,
  type Endpoint,
  endpoints,
  type TargetKind,
} from '@/lib/webhooks/endpoints/table';
import { wireChatId } from '@/lib/webhooks/endpoints/wire-ids';
import { createExtension } from '@/prisma/factories/create-extension';
import { aBot, aChannel, aToken, aUser, select } from '../world';

/** Echoes its request, so that anything a handler must not see would be in the answer. */
const ECHO = `function handler(request) { return { text: 'seen', seen: request }; }`;

const NO_INPUT = {
  headers: {},
  params: {},
  body: null,
  http_method: 'GET',
  user: { id: '', email: '', name: '' },
  environment: null,
};

/** Somebody with one of everything that can be addressed, and the stored traces of the calls so far. */
export type HostileTarget = Awaited<ReturnType<typeof hostileTarget>>;

export async function hostileTarget() {
  // On a busy machine the first handler thread starts more slowly than a call may wait, so it is started here.
  await vi.waitFor(
    () => runHandler(ECHO, NO_INPUT, { ownerId: '', handlerId: '', callerId: '', isTrial: false }),
    {
      timeout: 60_000,
    },
  );
  const [owner, friend] = [await aUser(), await aUser()];
  const { id: tokenId, token } = await aToken(owner);
  const channel = await aChannel(owner, [friend]);
  const bot = await aBot(owner, { handlerCode: ECHO });
  const { marketplace } = await createExtension(owner, { code: ECHO, published: true });
  const nameOf: Record<TargetKind, string> = {
    channel_name: channel.uniqueName,
    channel_id: channel.id,
    bot: bot.uniqueName,
    application: marketplace.appId,
    chat: wireChatId(channel.feedId),
    user: friend.email,
  };
  const secrets = [token.slice(-32), marketplace.appKey, encodeURIComponent(marketplace.appKey)];

  return {
    owner,
    token,
    appKey: marketplace.appKey,
    /** Every spelling of the endpoint's path, complete. */
    pathsOf(endpoint: Endpoint): string[] {
      const fill = (path: string) => path.replace(/\{[^}]+\}/, nameOf[endpoint.target]);
      const v2 = API_PREFIX + fill(endpoint.path);
      return endpoint.v3Path ? [v2, API_V3_PREFIX + fill(endpoint.v3Path)] : [v2];
    },
    /** The query that an honest caller of this endpoint sends. */
    queryOf: (endpoint: Endpoint) =>
      endpoint.credentials.includes('appkey') ? `appkey=${encodeURIComponent(marketplace.appKey)}&` : '',
    kept: () => kept(tokenId),
    /** Fails when a secret stands in the text. */
    expectNoSecret(text: string) {
      for (const secret of secrets) {
        const at = text.indexOf(secret);
        expect(at, `a secret in …${text.slice(Math.max(0, at - 300), at + 100)}…`).toBe(-1);
      }
    },
    /** Everything that was stored about the calls of the token. */
    async storedText(): Promise<string> {
      const rows = await select<{ row: string }>(
        `SELECT i::text || encode(coalesce(i.body, ''), 'escape') AS row FROM invocation i WHERE token_id = $1
         UNION ALL SELECT m::text FROM message m WHERE token_id = $1`,
        tokenId,
      );
      return rows.map(({ row }) => row).join('\n');
    },
  };
}

type Kept = {
  accepted: number;
  /** Accepted calls without a message: those that only read, and those that only ask whether a URL is there. */
  silent: number;
  refused: number;
  messages: number;
  lastStatus: number | null;
};

async function kept(tokenId: string): Promise<Kept> {
  // The test makes more refused calls an hour than the history has rows for.
  await select('UPDATE webhook_token SET refusals_in_hour = 0 WHERE id = $1', tokenId);
  const [row] = await select<Record<keyof Kept, string | null>>(
    `SELECT count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
            count(*) FILTER (WHERE outcome = 'accepted' AND message_seq IS NULL AND (endpoint = 'bot_subscribers'
              OR endpoint LIKE 'channel_incoming%' AND request::json ->> 'method' IN ('GET', 'HEAD'))) AS silent,
            count(*) FILTER (WHERE outcome <> 'accepted') AS refused,
            (SELECT count(*) FROM message WHERE token_id = $1) AS messages,
            (SELECT status FROM invocation WHERE token_id = $1 ORDER BY id DESC LIMIT 1) AS "lastStatus"
     FROM invocation WHERE token_id = $1`,
    tokenId,
  );
  const number = (value: string | null | undefined) => Number(value ?? 0);
  return {
    accepted: number(row?.accepted),
    silent: number(row?.silent),
    refused: number(row?.refused),
    messages: number(row?.messages),
    lastStatus: row?.lastStatus == null ? null : Number(row.lastStatus),
  };
}

/** Endpoints whose calls leave a message when they succeed. */
const LEAVES_A_MESSAGE: Record<Endpoint['takes'], boolean> = {
  message: true,
  incoming: true,
  files: true,
  subscribers: false,
};

type Answered = {
  endpoint: Endpoint;
  status: number;
  /** The call may reach nobody, or only ask whether the URL is there. */
  mayPostNothing: boolean;
};

/** Expects one new row of the history for the call, and one message if and only if the call was accepted. */
export function expectWhole(before: Kept, after: Kept, { endpoint, status, mayPostNothing }: Answered) {
  const accepted = status < 300;
  const messages = after.messages - before.messages;
  const most = accepted && LEAVES_A_MESSAGE[endpoint.takes] ? 1 : 0;
  expect({
    accepted: after.accepted - before.accepted,
    refused: after.refused - before.refused,
    lastStatus: after.lastStatus,
    messages,
  }).toEqual({
    accepted: accepted ? 1 : 0,
    refused: accepted ? 0 : 1,
    lastStatus: status,
    messages: mayPostNothing && messages === 0 ? 0 : most,
  });
}

/** Expects no 5xx failure, and every refusal in the envelope. */
export function expectGoodReply({ status, headers, body }: Reply) {
  expect(status, String(body)).toBeLessThan(500);
  expect(status).toBeGreaterThanOrEqual(200);
  expect(headers['X-Request-Id']).toMatch(/^[0-9a-f-]{36}$/);
  if (status === 204 || body === null) return;
  expect(headers['Content-Type']).toBe('application/json;charset=UTF-8');
  const answer = JSON.parse(body);
  if (status >= 400) expect(answer).toMatchObject({ code: expect.any(String), message: expect.any(String) });
}

export const allEndpoints: readonly Endpoint[] = endpoints;
