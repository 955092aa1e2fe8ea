import 'server-only';
import { type Acceptance, NEED } from '../accept/acceptance';
import { askByRules } from '../accept/ask-ahead';

const ask = askByRules<{ ownerId: string }>({
  name: 'postern_resolve_upload',
  needs: NEED.channelName | NEED.channelId | NEED.chat | NEED.bot | NEED.senderBot | NEED.organization,
  select: 'a.user_id AS "ownerId" FROM addressed a',
});

/**
 * Who uploads, asked before any of an upload is read: without a valid token, within its limits, and a target and a sender that are
 * open to its owner, nothing is stored. Null when the accepting statement is going to refuse the call; it decides again when
 * the files are there.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function resolveUpload(call: Acceptance): Promise<string | null> {
  return (await ask(call))?.ownerId ?? null;
}
