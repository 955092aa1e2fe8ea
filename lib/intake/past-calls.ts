import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import type { ManagedTarget } from '@/lib/understanding/dto';
import type { EndpointName } from '@/lib/webhooks/endpoints/table';

/** A call as the history holds it. */
export type PastCall = { request: string; body: Uint8Array; bodySize: number; receivedAt: Date };

const CALLS = 100;
/** Larger bodies are not checked again. */
export const LARGEST_LOOKED_AT = 256 * 1024;
/** Bounds of the search: tokens of people who belong to the feed or have posted there, calls of each, messages. */
const TOKENS = 100;
const CALLS_OF_TOKEN = 300;
const MESSAGES = 300;

/**
 * The last calls that reached a target, newest first, with whoever's token. Trial calls, and calls refused for their
 * URL, are left out. The search goes through the tokens in use there, since the history is kept by token.
 */
export function lastCalls(target: ManagedTarget): Promise<PastCall[]> {
  const { feedId } = target;
  const places = Prisma.join(
    addressesOf(target).map(([endpoint, name]) => Prisma.sql`(${endpoint}, ${name})`),
  );
  return db().$queryRaw<PastCall[]>`
    WITH used AS (
      SELECT token_id FROM (
        SELECT token_id FROM message WHERE feed_id = ${feedId} ORDER BY seq DESC LIMIT ${MESSAGES}
      ) recent WHERE token_id IS NOT NULL
      UNION
      SELECT id FROM (
        SELECT t.id FROM feed_member m JOIN webhook_token t ON t.user_id = m.user_id
         WHERE m.feed_id = ${feedId} AND greatest(t.last_invoked_at, t.last_refused_at) IS NOT NULL
         ORDER BY greatest(t.last_invoked_at, t.last_refused_at) DESC LIMIT ${TOKENS}
      ) members
    ), last AS (
      SELECT c.* FROM used CROSS JOIN LATERAL (
        SELECT i.token_id, i.id, i.endpoint, i.target, i.outcome FROM invocation i
         WHERE i.token_id = used.token_id ORDER BY i.id DESC LIMIT ${CALLS_OF_TOKEN}
      ) c
      WHERE (c.endpoint, c.target) IN (${places}) AND c.outcome <> 'test'
      ORDER BY c.id DESC LIMIT ${CALLS}
    )
    SELECT i.request, i.body_size AS "bodySize", i.received_at AS "receivedAt",
           CASE WHEN i.body_size <= ${LARGEST_LOOKED_AT} THEN coalesce(i.body, '') ELSE '' END AS body
      FROM last JOIN invocation i ON i.token_id = last.token_id AND i.id = last.id ORDER BY i.id DESC`;
}

/** How the history names the target: endpoint, then the name or id in the URL. */
function addressesOf({ kind, id, key }: ManagedTarget): (readonly [EndpointName, string])[] {
  if (kind === 'bot') return [['bot_incoming', key]];
  if (kind === 'channel') {
    return [
      ['channel_incoming', key],
      ['channel_incoming_by_id', id],
    ];
  }
  return (['sandbox', 'marketplace'] as const).map((one) => ['application_incoming', appIdOf(key, one)]);
}
