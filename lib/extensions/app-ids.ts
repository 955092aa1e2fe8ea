import type { ExtensionEnvironment } from './dto';

const SANDBOX_BASE = 2n ** 61n;

/** The sandbox's app id: 2^61 + the extension's number − 1. Text, as it does not fit a JavaScript number. */
function sandboxAppId(number: bigint | string): string {
  return String(SANDBOX_BASE + BigInt(number) - 1n);
}

/** The app id in an extension's URLs; the marketplace's is its number. */
export function appIdOf(number: bigint | string, environment: ExtensionEnvironment): string {
  return environment === 'sandbox' ? sandboxAppId(number) : String(number);
}
