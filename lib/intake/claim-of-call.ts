import 'server-only';
import type { Delivery } from '@/lib/providers/render-foreign';
import type { Judged } from '@/lib/signatures/judge-signature';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import type { CleanCall } from '@/lib/webhooks/call/clean-call';
import {
  claimOfDelivery,
  claimOfSignature,
  type IdempotencyClaim,
} from '@/lib/webhooks/call/idempotency-claim';
import type { Intake } from './intake';

type Known = { delivery?: Delivery | null | undefined; judged: Judged; intake: Intake };

/**
 * By what a call is recognised when it is sent again, besides a key of `base`. What is signed counts more than a key that
 * anybody could change; a service that signs anew what it sends again is recognised by its id of the delivery.
 */
export function claimOfCall(
  call: CleanCall,
  base: Acceptance,
  { delivery, judged, intake }: Known,
): IdempotencyClaim | null {
  if (judged.claim) {
    if (!delivery?.isInBody) return judged.claim;
    return claimOfSignature(intake.feedId, `delivery ${delivery.provider} ${delivery.id}`);
  }
  // A key that the sender chose goes first.
  return delivery && base.keyHash === null ? claimOfDelivery(call, delivery) : null;
}
