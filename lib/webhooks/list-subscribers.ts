import 'server-only';
import { pool } from '@/lib/db/pool';
import { type Acceptance, NEED } from './accept/acceptance';
import { askAhead, askByRules } from './accept/ask-ahead';
import { NOW_US } from './accept/statements/rows';
import { isActive } from './accept/statements/rules';
import { notAdmitted } from './address/admitted-owner';
import type { CleanCall } from './call/clean-call';
import { Refusal } from './call/refusal';
import { decide, recordingRefusals } from './decide';

const MOST_AT_ONCE = 100;

type Page = { limit: number; afterId: string; joinedSince: Date };

type Subscriber = { user_id: string; email_id: string; name: string };

/**
 * A `subscribers` call: the bot's subscribers by user id, for its creator and administrators. `limit` and
 * `next_token` page through them; a `sync_token` asks for those who subscribed since it was given.
 * @throws {AppError} after the refusal was recorded.
 */
export async function listSubscribers(call: CleanCall, base: Acceptance): Promise<unknown> {
  const asked = { ...base, receivers: { kind: 'subscribers' as const } };
  const page = await recordingRefusals(call, asked, () => readPage(call));
  // Read first: once the call is in the history as answered, nothing may keep it from being answered.
  const { rows, askedAtMs } = await recordingRefusals(call, asked, () => readSubscribers(asked, page));
  await decide(call, asked);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    url: call.path,
    type: 'user',
    ...(last && { next_token: tokenOf(last.user_id) }),
    sync_token: tokenOf(askedAtMs),
    data: shown,
  };
}

function readPage({ params }: CleanCall): Page {
  const param = (name: string) => params.find(([key]) => key === name)?.[1] ?? '';
  const limit = param('limit') === '' ? MOST_AT_ONCE : Number(param('limit'));
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Refusal('invalid_inputs', `'limit' must be a whole number from 1 to ${MOST_AT_ONCE}.`, {
      field: 'limit',
    });
  }
  const since = param('sync_token') === '' ? '0' : textOf(param('sync_token'));
  if (!/^\d{1,15}$/.test(since)) {
    throw new Refusal(
      'invalid_inputs',
      "'sync_token' is not one that a list of subscribers came with; leave it out to list all of them.",
      {
        field: 'sync_token',
      },
    );
  }
  return {
    limit: Math.min(limit, MOST_AT_ONCE),
    afterId: textOf(param('next_token')).replaceAll('\0', ''),
    joinedSince: new Date(Number(since)),
  };
}

const tokenOf = (text: string) => Buffer.from(text).toString('base64url');
const textOf = (token: string) => Buffer.from(token, 'base64url').toString();

/** `askedAtMs` is of the database's clock, which also stamps subscriptions. */
const ask = askByRules<{ feedId: number; askedAtMs: string }>({
  name: 'postern_address_subscribers',
  needs: NEED.bot | NEED.recipients | NEED.organization,
  select: `a.feed_id AS "feedId", ${NOW_US} / 1000 AS "askedAtMs" FROM addressed a`,
});

/** @throws {Refusal} `notAdmitted`, to who may not read them */
async function readSubscribers(asked: Acceptance, page: Page) {
  const found = await ask(asked);
  if (found === null) throw notAdmitted();
  const { feedId, askedAtMs } = found;
  const { rows } = await askAhead(
    pool().query<Subscriber>(
      `SELECT u.id AS user_id, u.email AS email_id, u.name FROM feed_member m JOIN "user" u ON u.id = m.user_id
       WHERE m.feed_id = $1 AND ${isActive('u')} AND u.id > $2 AND m.joined_at >= $3
       ORDER BY u.id LIMIT $4`,
      [feedId, page.afterId, page.joinedSince, page.limit + 1],
    ),
  );
  return { rows, askedAtMs };
}
