import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { EndpointName } from '@/lib/webhooks/endpoints/table';
import type { RecordedCall } from './dto';

const SHOWN = 10;
/** The number of a token's calls that are searched; a token used for something else is not searched through. */
const LOOKED_AT = 500;

type Row = Omit<RecordedCall, 'receivedAt'> & { receivedAt: Date };

/**
 * The last calls of the user's own tokens that reached one of the targets, newest first, among each token's latest
 * calls. Other people's histories stay private.
 */
export async function listRecordedCalls(
  user: SteppedUpUser,
  endpoint: EndpointName,
  targets: readonly string[],
): Promise<RecordedCall[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.id, t.id AS "tokenId", t.name AS "tokenName", c.received_at AS "receivedAt", c.status::int AS status,
           c.body_size AS "bodySize"
      FROM webhook_token t CROSS JOIN LATERAL (
        SELECT i.id, i.received_at, i.status, i.body_size, i.endpoint, i.target
          FROM invocation i WHERE i.token_id = t.id ORDER BY i.id DESC LIMIT ${LOOKED_AT}
      ) c
     WHERE t.user_id = ${user.id} AND c.endpoint = ${endpoint} AND c.target = ANY(${[...targets]})
     ORDER BY c.id DESC LIMIT ${SHOWN}`;
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
