import 'server-only';
import { createHash } from 'node:crypto';
import { asRecord } from '@/lib/messages/parts/unchecked';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';

const MARK = '*Test.* Sent from Get Webhook URL, to see that messages arrive here.';

/**
 * The changes of a proven trial call: its message says so, and it is not counted. The proof is claimed like an
 * idempotency key, so that a second call with it has no effect, in any process.
 */
export function asTrial(acceptance: Acceptance, nonce: string, body: Uint8Array): Acceptance {
  const claim = createHash('sha256').update(`test-call|${nonce}`).digest();
  return {
    ...acceptance,
    isTest: true,
    keyHash: claim,
    fingerprint: claim,
    anyContent: true,
    ...(acceptance.content !== null && {
      content: markedAsTest(acceptance.content),
      // The posted message differs from the body, so the history keeps its own copy.
      body: acceptance.body ?? body,
    }),
  };
}

/** The message with a line above its text. */
function markedAsTest(content: string): string {
  const message = asRecord(JSON.parse(content)) ?? {};
  const text = typeof message.text === 'string' && message.text !== '' ? `${MARK}\n${message.text}` : MARK;
  return JSON.stringify({ ...message, text });
}
