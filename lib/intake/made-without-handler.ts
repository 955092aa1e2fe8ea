import 'server-only';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { type Handshake, handshakeOf, permissionFor, unsignedHandshakeOf } from '@/lib/providers/handshakes';
import type { Delivery } from '@/lib/providers/render-foreign';
import { zoomHandshake } from '@/lib/signatures/zoom-handshake';
import { type DrawnCall, drawCall } from '@/lib/understanding/draw-call';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import type { IncomingBody } from '@/lib/webhooks/body/parse-incoming';
import type { CleanCall } from '@/lib/webhooks/call/clean-call';
import type { HandlerAnswer } from '@/lib/webhooks/message/handler-answer';
import type { Intake } from './intake';

/** The message made of a call, and its answer. */
export type Made = Pick<HandlerAnswer, 'message' | 'extra' | 'respond'> &
  Partial<HandlerAnswer> & {
    delivery?: Delivery | null;
    grouped?: DrawnCall['grouped'];
  };

const NOTHING: Made = { message: null, extra: {}, respond: null };

/**
 * Makes something of a call without a handler: a handshake is answered, a probe ignored, everything else becomes a
 * message. A bot's message carries the bot's name.
 */
export function madeWithoutHandler(
  call: CleanCall,
  base: Acceptance,
  body: IncomingBody,
  { understanding }: Intake,
): Made {
  const { method, headers, params, requestId } = call;
  const foreign: ForeignCall = { method, headers, params, body, requestId };
  // Before the probes: Okta's handshake is a bare GET with one header.
  const handshake = handshakeOf(foreign);
  if (handshake) return answerHandshake(call, handshake);
  if (isProbe(call)) return NOTHING;
  return { ...drawCall(call, foreign, base.target, understanding), extra: {}, respond: null };
}

/**
 * The answer to Zoom's handshake, also for a target with a handler, which does not know the secret. Null for any
 * other call.
 */
export function answerToZoom(
  call: CleanCall,
  body: IncomingBody,
  { hasHandler, intake }: { hasHandler: boolean; intake: Intake },
): Made | null {
  const zoom = zoomHandshake(call, body.value, intake);
  if (zoom === null) return null;
  if ('handshake' in zoom) return answerHandshake(call, zoom.handshake);
  // A handler may have the secret in its code.
  return hasHandler ? null : { ...NOTHING, message: JSON.stringify(zoom.message) };
}

/** Whether the call posts nothing and runs no code, so that no signature is needed. */
export function postsNothing(call: CleanCall, hasHandler: boolean): boolean {
  if (permissionFor(call) !== null) return true;
  return !hasHandler && (isProbe(call) || unsignedHandshakeOf(call) !== null);
}

function answerHandshake({ redactor }: CleanCall, handshake: Handshake): Made {
  const { text, json = {}, headers } = redactor.json(handshake);
  const type = { 'Content-Type': 'text/plain;charset=UTF-8' };
  if (text !== undefined) return { ...NOTHING, respond: { status: 200, headers: type, body: text } };
  return { message: null, extra: json, respond: headers ? { status: 200, headers, body: null } : null };
}

/** Set-up screens and link previews only test whether the URL exists; they make no message. */
function isProbe({ method, params, bodySize }: CleanCall): boolean {
  return method === 'HEAD' || (method === 'GET' && params.length === 0 && bodySize === 0);
}
