import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { NEED } from '../acceptance';
import { isMeantBy, isNoMember, isOpen, isTreatedBy, TOKEN_RULES, TOKEN_STANDS } from './rules';

/** Whether a call may use up something of its token's limits: the refusals that stand before the limits do not. */
export function isEligible(needs: number): string {
  return `${TOKEN_STANDS}${needs & NEED.refusal ? ' AND c.early_code IS NULL' : ''}`;
}

/** A joined table or a refusal, with what has to be needed for it. */
type Part = [need: number, sql: string];

const isArchived = (feed: string) => `NOT ${isOpen(feed)}`;
const isOutdated = (feed: string) => `NOT ${isTreatedBy('c.intake_version', feed)}`;

/** A personal bot is open to its maker alone. */
const isClosedTo = (user: string, bot: string) =>
  `${bot}.access = 'PERSONAL' AND ${bot}.created_by_id <> ${user}`;

/** A bot takes part in a feed if its maker, who answers for it, is a member. */
const botIsAbsent = (feed: string) =>
  `sb.id IS NOT NULL AND ${feed} IS NOT NULL AND ${isNoMember(feed, 'sb.created_by_id')}`;

/** Verdicts that the call itself names. */
const CHAT_MISSING = `c.chat_missing || '/'`;
const BODY_CODE = `c.body_code || '/'`;

const IS_NOT_KEEPER = `b.created_by_id <> t.user_id AND NOT EXISTS (
        SELECT FROM "user" u WHERE u.id = t.user_id AND u.role = 'ADMINISTRATOR')`;
const BROADCAST_REFUSED = `c.receivers = 'broadcast' AND ${IS_NOT_KEEPER}`;
const SUBSCRIBERS_REFUSED = `c.receivers = 'subscribers' AND ${IS_NOT_KEEPER}`;

/** Somebody on the list of receivers whom this is true of. */
const listed = (receivers: string, condition: string) =>
  `c.receivers = '${receivers}' AND EXISTS (SELECT FROM named l WHERE l.n = c.n AND ${condition})`;
const NOBODY = 'l.user_id IS NULL';
const OUTSIDER = isClosedTo('l.user_id', 'b');

/** Who did not subscribe hears only from the bot's keepers. */
const STRANGER = `l.user_id <> t.user_id AND ${IS_NOT_KEEPER} AND ${isNoMember('b.feed_id', 'l.user_id')}`;

const OTHER_KEY = `c.app_key_hash IS DISTINCT FROM
        CASE WHEN c.app_sandbox THEN e.sandbox_key_hash ELSE e.marketplace_key_hash END`;

/** The conversations that a call may name: by which column, what is found, and whose members may post there. */
const places = [
  channel(NEED.channelName, 'c.channel_name', 'nc', 'nf'),
  channel(NEED.channelId, 'c.channel_id', 'ic', 'jf'),
  {
    need: NEED.chat,
    named: 'c.chat_feed',
    found: 'kf.id',
    members: 'coalesce(kt.parent_feed_id, kf.id)',
    isArchived: `${isArchived('kf')} OR ${isArchived('kp')}`,
    missing: CHAT_MISSING,
  },
];

function channel(need: number, named: string, row: string, feed: string) {
  const [found, members] = [`${row}.id`, `${row}.feed_id`];
  return { need, named, found, members, isArchived: isArchived(feed), missing: 'channel_not_exists/' };
}

/** The feeds whose settings calls are treated by. */
const treating: [need: number, feed: string][] = [
  [NEED.channelName, 'nf'],
  [NEED.channelId, 'jf'],
  [NEED.bot, 'bf'],
  [NEED.application, 'ef'],
];

type Refusal = [need: number, condition: string, verdict: string];

/** In order: the first that holds is what the caller is told, as "code/reason for the owner". */
const refusals: Refusal[] = [
  ...places.flatMap(({ need, named, found, members, missing }): Refusal[] => [
    [need, `${named} IS NOT NULL AND ${found} IS NULL`, missing],
    [need, `${found} IS NOT NULL AND ${isNoMember(members)}`, 'access_denied/not_a_member'],
  ]),
  ...places.map((place): Refusal => [place.need, place.isArchived, 'access_denied/channel_archived']),
  [NEED.senderBot, 'c.sender_bot IS NOT NULL AND sb.id IS NULL', 'bot_not_found/sender_bot'],
  [NEED.senderBot, isClosedTo('t.user_id', 'sb'), 'access_denied/bot_not_in_channel'],
  ...places.map(
    ({ need, members }): Refusal => [
      NEED.senderBot | need,
      botIsAbsent(members),
      'access_denied/bot_not_in_channel',
    ],
  ),
  [NEED.bot, 'c.bot_name IS NOT NULL AND b.id IS NULL', 'bot_not_found/'],
  [NEED.bot, isClosedTo('t.user_id', 'b'), 'access_denied/personal_bot'],
  [NEED.application, 'c.app_number IS NOT NULL AND e.number IS NULL', 'application_not_found/'],
  [NEED.application, `c.app_number IS NOT NULL AND ${OTHER_KEY}`, 'extension_key_invalid/'],
  [
    NEED.application,
    'c.app_number IS NOT NULL AND NOT c.app_sandbox AND e.published_version IS NULL',
    'application_not_found/not_published',
  ],
  [NEED.recipients | NEED.bot, SUBSCRIBERS_REFUSED, 'access_denied/subscribers_not_allowed'],
  ...treating.map(([need, feed]): Refusal => [NEED.intake | need, isOutdated(feed), 'intake_changed/']),
  [NEED.refusal, 'c.body_code IS NOT NULL', BODY_CODE],
  [NEED.recipients | NEED.bot, BROADCAST_REFUSED, 'access_denied/broadcast_not_allowed'],
  [NEED.recipients, listed('listed', NOBODY), 'user_not_found/'],
  [NEED.recipients | NEED.bot, listed('listed', OUTSIDER), 'access_denied/personal_bot_listed'],
  [NEED.recipients | NEED.bot, listed('listed', STRANGER), 'access_denied/not_subscribed'],
  [NEED.recipients, listed('chosen', NOBODY), 'handler_failed/user_not_found'],
  [NEED.recipients | NEED.bot, listed('chosen', OUTSIDER), 'handler_failed/personal_bot_chosen'],
  [
    NEED.handlerChannel,
    'c.handler_channel IS NOT NULL AND hc.id IS NULL',
    'handler_failed/channel_not_exists',
  ],
  [NEED.handlerChannel, `hc.id IS NOT NULL AND ${isNoMember('hc.feed_id')}`, 'handler_failed/not_a_member'],
  [NEED.handlerChannel, isArchived('hf'), 'handler_failed/handler_channel_archived'],
];

const targets: Part[] = [
  [
    NEED.channelName,
    'LEFT JOIN channel nc ON nc.unique_name = c.channel_name LEFT JOIN feed nf ON nf.id = nc.feed_id',
  ],
  [NEED.channelId, 'LEFT JOIN channel ic ON ic.id = c.channel_id LEFT JOIN feed jf ON jf.id = ic.feed_id'],
  [
    NEED.handlerChannel,
    'LEFT JOIN channel hc ON hc.unique_name = c.handler_channel LEFT JOIN feed hf ON hf.id = hc.feed_id',
  ],
  [
    NEED.chat,
    `LEFT JOIN feed kf ON kf.id = c.chat_feed LEFT JOIN thread kt ON kt.feed_id = kf.id
  LEFT JOIN feed kp ON kp.id = kt.parent_feed_id`,
  ],
  [NEED.bot, 'LEFT JOIN bot b ON b.unique_name = c.bot_name'],
  [NEED.senderBot, 'LEFT JOIN bot sb ON sb.unique_name = c.sender_bot'],
  [NEED.application, 'LEFT JOIN extension e ON e.number = c.app_number'],
  [NEED.intake | NEED.bot, 'LEFT JOIN feed bf ON bf.id = b.feed_id'],
  [NEED.intake | NEED.application, 'LEFT JOIN feed ef ON ef.id = e.feed_id'],
];

/** Where a message goes: the handler's choice first. */
const feeds: Part[] = [
  [NEED.handlerChannel, 'hc.feed_id'],
  [NEED.chat, 'kf.id'],
  [NEED.channelName, 'nc.feed_id'],
  [NEED.channelId, 'ic.feed_id'],
  [NEED.bot, 'b.feed_id'],
  [NEED.application, 'e.feed_id'],
];

const bots: Part[] = [
  [NEED.bot, 'b.id'],
  [NEED.senderBot, 'sb.id'],
];

/** Whom a list of ids and e-mail addresses names; user_id is null for nobody. */
const NAMED = `named AS MATERIALIZED (
  SELECT DISTINCT c.n, u.id AS user_id
  FROM call c CROSS JOIN LATERAL unnest(string_to_array(c.listed, ',')) AS entry
  LEFT JOIN "user" u ON ${isMeantBy('entry', 'u')}
),
`;

const needed = (needs: number, parts: Part[]) =>
  parts.filter(([need]) => (needs & need) === need).map(([, sql]) => sql);

const first = (needs: number, parts: Part[], type: string) => {
  const candidates = needed(needs, parts);
  return candidates.length === 0 ? `NULL::${type}` : `coalesce(${candidates.join(', ')})`;
};

/** Where a call `c` goes: what it is joined with, and its feed. */
export const placeOf = (needs: number) => ({
  joins: needed(needs, targets).join('\n  '),
  feed: first(needs, feeds, 'int'),
});

/**
 * Each call with its token, its feed, whether it counts against the limits (`admitted`), and the first reason why it is
 * refused (`obstacle`, null when nothing is). The order is the contract's: token, limits, target and permission, body.
 */
export function addressedSql(needs: number, profile: Pick<RateProfile, 'admitsOne'>): string {
  const { joins, feed } = placeOf(needs);
  const refused = refusals
    .filter(([need]) => (needs & need) === need)
    .map(
      ([, condition, verdict]) =>
        `WHEN ${condition} THEN ${verdict.includes('||') ? verdict : `'${verdict}'`}`,
    );
  const early = needs & NEED.refusal ? `WHEN c.early_code IS NOT NULL THEN c.early_code || '/'` : '';
  const organization =
    needs & NEED.organization
      ? `WHEN c.org_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization o WHERE o.id = c.org_id)
        THEN 'access_denied/other_organization'`
      : '';
  const isWithin =
    needs & NEED.many ? 'coalesce(a.fits, false) OR c.n IN (SELECT n FROM ranked)' : profile.admitsOne;
  return `${needs & NEED.recipients ? NAMED : ''}addressed AS MATERIALIZED (
  SELECT c.*, t.id AS token_id, t.user_id, t.name AS via, w.admitted,
    ${feed} AS feed_id, ${first(needs, bots, 'text')} AS bot_id,
    ${needs & NEED.application ? 'e.owner_id' : 'NULL::text'} AS developer_id,${needs & NEED.chat ? '\n    kt.parent_feed_id,' : ''}
    CASE
      WHEN t.id IS NULL THEN 'authtoken_invalid/'
      ${early}
      ${TOKEN_RULES.map(([holds, why]) => `WHEN NOT ${holds} THEN 'authtoken_invalid/${why}'`).join('\n      ')}
      WHEN NOT w.admitted THEN 'rate_limit_exceeded/call_limit'
      ${organization}
      ${refused.join('\n      ')}
    END AS obstacle
  FROM call c LEFT JOIN token t ON t.secret_hash = c.token_hash
  ${needs & NEED.many ? 'LEFT JOIN asked a ON a.token_id = t.id' : ''}
  CROSS JOIN LATERAL (SELECT t.id IS NOT NULL AND ${isEligible(needs)} AND (${isWithin}) AS admitted) w
  ${joins}
)`;
}
