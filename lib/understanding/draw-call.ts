import 'server-only';
import { UNRECOGNISED } from '@/lib/messages/content';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import type { Group } from '@/lib/providers/provider';
import type { Delivery } from '@/lib/providers/render-foreign';
import { isChannel, type Target } from '@/lib/webhooks/accept/target';
import type { CleanCall } from '@/lib/webhooks/call/clean-call';
import type { Understanding } from './schema';
import { SERVICES } from './services';
import { understandAs } from './understand-as';

/** The result of a call without a handler. */
export type DrawnCall = {
  /** JSON text; null when the call posts nothing, which a note explains. */
  message: string | null;
  notes: string[];
  delivery: Delivery | null;
  /**
   * The group, with the title of the message's card. `unlessEnds` is the note of a message that is posted only if it
   * ends its group.
   */
  grouped: { group: Group; title: string | null; unlessEnds: string | null } | null;
};

/** The message of a call by the target's settings, without the token it came with. */
export function drawCall(
  call: Pick<CleanCall, 'receivedAt' | 'redactor' | 'requestId'>,
  foreign: ForeignCall,
  target: Target,
  understanding: Understanding,
): DrawnCall {
  const { message, group, delivery, isKnown, silence, fault } = understandAs(foreign, {
    named: isChannel(target),
    understanding,
    at: call.receivedAt,
    place: placeOf(target),
  });
  const faults = fault === null ? [] : [faultNote(fault, call.requestId)];
  const ends = silence?.isQuiet && group?.state === 'resolved' ? silence.note : null;
  if (silence && ends === null)
    return { message: null, notes: [call.redactor.text(silence.note), ...faults], delivery, grouped: null };
  const offersMore = !isKnown && isUnset(understanding) && message.slides !== undefined;
  return {
    message: call.redactor.text(JSON.stringify(offersMore ? { ...message, [UNRECOGNISED]: true } : message)),
    notes: faults,
    delivery,
    grouped: group && {
      group,
      title: call.redactor.text(message.card?.title ?? '') || null,
      unlessEnds: ends,
    },
  };
}

/** Nobody has set how such calls read. A call that is only a text or a title reads well anyway. */
const isUnset = ({ as, title, body }: Understanding) => as !== 'nothing' && title === null && body === null;

/** For the token's history: why the message is not the provider's. */
function faultNote(provider: string, requestId: string): string {
  const { title } = SERVICES.find(({ name }) => name === provider) ?? { title: provider };
  return `Postern failed to read the payload (${title}), by a mistake of its own, and took it for that of an unknown service. The server's log has the cause under ${requestId}.`;
}

function placeOf(target: Target) {
  if (target.kind === 'channel_by_name') return `#${target.name}`;
  if (target.kind === 'channel_by_id') return 'this channel';
  return target.kind === 'bot' ? `the bot ${target.name}` : 'this extension';
}
