import 'server-only';
import { type Acceptance, NEED } from '../accept/acceptance';
import { askByRules } from '../accept/ask-ahead';

const ask = askByRules<{ ownerId: string }>({
  name: 'postern_resolve_upload',
  needs: NEED.channelName | NEED.channelId | NEED.chat | NEED.bot | NEED.organization,
  // Files count as cards do.
  card: true,
  select: 'a.user_id AS "ownerId" FROM addressed a',
});

/**
 * Who uploads, asked before any of the body is read: nobody without a valid token, within its limits and with a target that is
 * open to its owner makes us store anything. Null when the accepting statement is going to refuse the call; it decides again when
 * the files are there.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function resolveUpload(call: Acceptance): Promise<string | null> {
  return (await ask(call))?.ownerId ?? null;
}
