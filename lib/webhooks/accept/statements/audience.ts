import 'server-only';
import { NEED } from '../acceptance';
import { AMONG_MEMBERS, MEMBERS } from './rows';
import { listsMembers } from './rules';

const LISTS_MEMBERS = NEED.bot | NEED.application | NEED.channelMembers;

/** The feed whose members get the message: a thread is read by those of its conversation. */
const audience = (needs: number) =>
  needs & NEED.chat ? 'coalesce(v.parent_feed_id, v.feed_id)' : 'v.feed_id';

/** The members of the feeds that got something, read once for all calls of a batch; none where no answer lists them. */
export function readMembers(needs: number): string {
  if (!(needs & LISTS_MEMBERS)) return '';
  return `members AS MATERIALIZED (
  SELECT m.feed_id, ${MEMBERS} AS user_ids FROM ${AMONG_MEMBERS}
  WHERE m.feed_id IN (SELECT ${audience(needs)} FROM verdict v WHERE v.seq IS NOT NULL AND v.success_status <> 204)
  GROUP BY m.feed_id
)`;
}

/** The members that a message for everybody reaches, where the answer to `v` lists them. */
export function listedMembers(needs: number): string {
  if (!(needs & LISTS_MEMBERS)) return 'NULL::json';
  const unless = needs & NEED.channelMembers ? ` OR ${listsMembers('v')}` : '';
  const elsewhere = [
    needs & NEED.channelName ? ` AND (v.channel_name IS NULL${unless})` : '',
    needs & NEED.channelId ? ` AND (v.channel_id IS NULL${unless})` : '',
    needs & NEED.chat ? ` AND (v.chat_feed IS NULL${unless})` : '',
    needs & NEED.recipients ? ` AND v.receivers IN ('feed', 'broadcast')` : '',
  ].join('');
  return `CASE WHEN v.seq IS NOT NULL AND v.success_status <> 204${elsewhere}
    THEN (SELECT y.user_ids FROM members y WHERE y.feed_id = ${audience(needs)}) END`;
}
