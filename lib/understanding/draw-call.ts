import 'server-only';
import { UNRECOGNISED } from '@/lib/messages/content';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import type { Group } from '@/lib/providers/provider';
import type { Understood } from '@/lib/providers/render-foreign';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import type { CleanCall } from '@/lib/webhooks/call/record';
import type { Understanding } from './schema';
import { understandAs } from './understand-as';

/** What a call becomes without a handler. */
export type DrawnCall = {
  /** JSON text; null: it posts nothing, and a note says why. */
  message: string | null;
  notes: string[];
  delivery: Understood['delivery'];
  /** With the title of the message's card; `unlessEnds`: the note of a message that is posted only if it ends its group. */
  grouped: { group: Group; title: string | null; unlessEnds: string | null } | null;
};

/** The message of a call as the target's settings want it, without the token it came with. */
export function drawCall(
  call: Pick<CleanCall, 'receivedAt' | 'redactor'>,
  foreign: ForeignCall,
  target: Pick<Acceptance, 'channelName' | 'channelId' | 'botName'>,
  understanding: Understanding,
): DrawnCall {
  const isChannel = target.channelName !== null || target.channelId !== null;
  const { message, group, delivery, isKnown, silence } = understandAs(foreign, {
    named: isChannel,
    understanding,
    at: call.receivedAt,
    place: placeOf(target),
  });
  const ends = silence?.isQuiet && group?.state === 'resolved' ? silence.note : null;
  if (silence && ends === null)
    return { message: null, notes: [call.redactor.text(silence.note)], delivery, grouped: null };
  const offersMore = !isKnown && isUnsaid(understanding) && message.slides !== undefined;
  return {
    message: call.redactor.text(JSON.stringify(offersMore ? { ...message, [UNRECOGNISED]: true } : message)),
    notes: [],
    delivery,
    grouped: group && {
      group,
      title: call.redactor.text(message.card?.title ?? '') || null,
      unlessEnds: ends,
    },
  };
}

/** Nobody has said yet how it should read; what is a text or a title alone reads well. */
const isUnsaid = ({ as, title, body }: Understanding) => as !== 'nothing' && title === null && body === null;

function placeOf({
  channelName,
  channelId,
  botName,
}: Pick<Acceptance, 'channelName' | 'channelId' | 'botName'>) {
  if (channelName !== null) return `#${channelName}`;
  if (channelId !== null) return 'this channel';
  return botName === null ? 'this extension' : `the bot ${botName}`;
}
