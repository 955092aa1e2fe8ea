import 'server-only';
import { askByRules } from '../accept/ask-ahead';
import type { CleanCall } from '../call/clean-call';
import { Refusal } from '../call/refusal';

const ask = askByRules<{ ownerId: string }>({
  name: 'postern_admitted_owner',
  needs: 0,
  select: 'a.user_id AS "ownerId" FROM addressed a',
});

const asked = new WeakMap<CleanCall, Promise<string | null>>();

/**
 * Whose call this is, asked before anything is looked up or made for it: null without a valid token within its limits. Asked
 * once for a call.
 * @throws {AppError} `temporarily_unavailable`
 */
export function admittedOwner(call: CleanCall, tokenHash: Buffer): Promise<string | null> {
  const known = asked.get(call);
  if (known) return known;
  const owner = ask({ tokenHash }).then((found) => found?.ownerId ?? null);
  asked.set(call, owner);
  return owner;
}

/** For the statement, which refuses with a better reason unless there is room again by then. */
export const notAdmitted = () => new Refusal('temporarily_unavailable', 'Send it again.', { retryAfterS: 1 });
