import 'server-only';

/** Sandbox app ids stand above this; they do not fit a JavaScript number, so ids are strings everywhere else. */
const SANDBOX_BASE = 2n ** 61n;

/**
 * The extension an app id of the wire addresses. A text that is no app id gives number "-1", which no
 * extension has.
 */
export function readAppId(appId: string): { number: string; sandbox: boolean } {
  if (!/^\d{1,19}$/.test(appId)) return { number: '-1', sandbox: false };
  const id = BigInt(appId);
  const sandbox = id >= SANDBOX_BASE;
  return { number: String(sandbox ? id - SANDBOX_BASE + 1n : id), sandbox };
}
