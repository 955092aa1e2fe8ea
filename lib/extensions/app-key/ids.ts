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
 * The extension that an app id of the wire addresses; its number is null for a text that is no app id.
 */
export function readAppId(appId: string): { number: string | null; isSandbox: boolean } {
  if (!/^\d{1,19}$/.test(appId)) return { number: null, isSandbox: false };
  const id = BigInt(appId);
  const isSandbox = id >= SANDBOX_BASE;
  return { number: String(isSandbox ? id - SANDBOX_BASE + 1n : id), isSandbox };
}
