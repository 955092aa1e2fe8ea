import 'server-only';
import type { Intake } from '@/lib/intake/intake';
import type { Handshake } from '@/lib/providers/handshakes';
import type { CleanCall } from '@/lib/webhooks/call/clean-call';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { secretsOf } from './judge-signature';
import { zoomAnswer, zoomQuestion, zoomSignature } from './zoom';

/**
 * The answer that Zoom expects before it sends events: its question, signed with the secret; without a secret, a
 * message that says what to do. Null for a call that is no such question.
 */
export function zoomHandshake(
  call: CleanCall,
  content: unknown,
  intake: Intake,
): { handshake: Handshake } | { message: WireMessage } | null {
  const question = zoomQuestion(content);
  if (question === null) return null;
  const secrets = intake.scheme === 'zoom' ? secretsOf(intake) : [];
  // Of two secrets the one that Zoom uses now, since Zoom signs the question, too.
  const inUse = secrets.find((secret) => call.evidence.check(zoomSignature, [secret]).result === 'passed');
  const secret = inUse ?? secrets[0];
  return secret === undefined
    ? { message: TO_DO }
    : { handshake: { json: zoomAnswer(question.plainToken, secret) } };
}

const TO_DO: WireMessage = {
  text: 'Zoom asks whether this URL is yours, and only its secret token can answer. Under *Incoming webhooks → Signature* in the settings of this channel, bot or extension choose Zoom, add the secret token from your Zoom app (Features → Access), and press *Validate* there once more.',
};
