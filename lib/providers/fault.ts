import 'server-only';
import { log } from '@/lib/log';
import { Refusal } from '@/lib/webhooks/call/refusal';
import type { ForeignCall } from './foreign-call';

/** A mistake of ours in one provider. It must not cost a call, which can be shown without that provider. */
class ProviderFault extends Error {
  readonly provider: string;

  constructor(provider: string, cause: unknown) {
    super(`${provider} failed`, { cause });
    this.provider = provider;
  }
}

/**
 * What a provider makes of a call.
 * @throws {Refusal} that the provider throws, and {ProviderFault} in place of any other error
 */
export function madeBy<T>(provider: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal || error instanceof ProviderFault) throw error;
    throw new ProviderFault(provider, error);
  }
}

type Guarded<T> = { value: T; fault: null } | { value: null; fault: string };

/** What providers make of a call, or the name of the one that failed, after its fault was logged. */
export function guarded<T>({ requestId }: Pick<ForeignCall, 'requestId'>, make: () => T): Guarded<T> {
  try {
    return { value: make(), fault: null };
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error;
    const { provider, cause } = error;
    log().error({ requestId, provider, cause: placeOf(cause) }, 'a provider failed');
    return { value: null, fault: provider };
  }
}

/** The error's kind and the lines that led to it. Its message may quote the payload. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return `threw a ${typeof error}`;
  return (error.stack ?? error.name).replace(error.message, '');
}
