import { present } from '@/components/ui/text/server-clock';
import type { TokenRow } from '@/lib/webhook-tokens/dto';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether something uses the token: a call of the last day was accepted. Refused calls do not count, since deleting breaks nothing for them. */
export function isInUse({ lastInvokedAt }: Pick<TokenRow, 'lastInvokedAt'>, now = present()): boolean {
  return lastInvokedAt !== null && now.getTime() - new Date(lastInvokedAt).getTime() < DAY_MS;
}
