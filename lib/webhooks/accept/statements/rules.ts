import 'server-only';
import { LISTING_MEMBERS } from '../acceptance';

// The rules that more than one statement asks, as SQL conditions, each written once. `t` is the token or its owner.

/** What has to hold of a known token, in order, each with the reason for its owner where it does not. */
export const TOKEN_RULES = [
  ['t.owner_active', 'owner_deactivated'],
  ['t.enabled', 'token_disabled'],
] as const;

/** The token is switched on, and its owner is not deactivated. */
export const TOKEN_STANDS = TOKEN_RULES.map(([holds]) => holds).join(' AND ');

/**
 * True for a member, else null. Not a join: that may be made by one half of the key, and read all members of a channel,
 * or all channels of a member.
 */
export const isMember = (feed: string, user = 't.user_id') =>
  `(SELECT true FROM feed_member m WHERE m.feed_id = ${feed} AND m.user_id = ${user})`;

export const isNoMember = (feed: string, user?: string) => `${isMember(feed, user)} IS NULL`;

/** The feed is not archived; also of a row that an outer join did not find. */
export const isOpen = (feed: string) => `${feed}.archived_at IS NULL`;

/** The target's settings (lib/intake) are those that the call was treated by. */
export const isTreatedBy = (version: string, feed: string) => `${feed}.intake_version = ${version}`;

export const isActive = (user: string) => `${user}.deactivated_at IS NULL`;

/** The call went to an endpoint into channels whose answer lists the members. */
export const listsMembers = (call: string) =>
  `${call}.endpoint IN (${LISTING_MEMBERS.map((name) => `'${name}'`).join(', ')})`;

/** Whether an entry, an id or an e-mail address, means this user. */
export const isMeantBy = (entry: string, user: string) =>
  `(${user}.id = ${entry} OR ${user}.email = lower(${entry})) AND ${isActive(user)}`;

/** True for a claimed key, else null, as in `isMember`. Old claims count, too: the whole statement knows whether they are over. */
export const isClaimed = (token: string, key: string) =>
  `(SELECT true FROM idempotency_key k WHERE k.token_id = ${token} AND k.key_hash = ${key})`;
