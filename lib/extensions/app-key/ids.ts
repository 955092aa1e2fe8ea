import type { ExtensionEnvironment } from '../dto';

/** Sandbox app ids begin here; they exceed a JavaScript number, so ids are strings everywhere else. */
const SANDBOX_BASE = 2n ** 61n;

/** The sandbox's app id: 2^61 + the extension's number − 1. Text, as it does not fit a JavaScript number. */
function sandboxAppId(number: bigint | string): string {
  return String(SANDBOX_BASE + BigInt(number) - 1n);
}

/** The app id in an extension's URLs; the marketplace's is its number. */
export function appIdOf(number: bigint | string, environment: ExtensionEnvironment): string {
  return environment === 'sandbox' ? sandboxAppId(number) : String(number);
}

/**
<<<<<<< HEAD
 * The extension that an app id of the wire addresses. A text that is no app id gives the number "-1", which no
 * extension has.
=======
 * The extension an app id of the wire addresses; number null for a text that is no app id.
>>>>>>> 729d9a7 (refactor: where a call goes is one of kinds, and so is what refuses it and whom it reaches)
 */
export function readAppId(appId: string): { number: string | null; isSandbox: boolean } {
  if (!/^\d{1,19}$/.test(appId)) return { number: null, isSandbox: false };
  const id = BigInt(appId);
  const isSandbox = id >= SANDBOX_BASE;
  return { number: String(isSandbox ? id - SANDBOX_BASE + 1n : id), isSandbox };
}
