import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { textOf } from '../draw';
import { utcText } from '../markup/durations';
import { bold, literalWithin, readLine, readText } from '../markup/foreign-text';
import { idOf } from '../markup/ids';
import { lineAt } from '../markup/payload';
import type { Provider } from '../provider';
import { renderUnknown } from '../unknown/render-unknown';
import { dataOf, eventOf } from './event';

/**
 * CloudEvents from any sender: what happened to what, then the data like any other payload. Data that is a known
 * service's own payload is drawn by that service's provider instead (`render-foreign.ts`).
 */
export const cloudEvents: Provider = {
  name: 'cloud-events',
  title: 'CloudEvents',
  detect: (call) => eventOf(call) !== null,
  event: (call) => lineAt(eventOf(call), 'type'),
  render: (call) => {
    const event = eventOf(call);
    return event && eventInWords(event);
  },
  dedupeId: (call) => {
    const event = eventOf(call);
    const id = idOf(event, 'source', 'id', 'type');
    // People who try things out send an example's id again and again, with another time or subject.
    return id && [id, lineAt(event, 'time'), lineAt(event, 'subject')].join(' ');
  },
};

function eventInWords(event: UncheckedObject): WireMessage | null {
  const type = readLine(event.type, 200);
  if (type === null) return null;
  const subject = readLine(event.subject, 200);
  const from = [readLine(event.source, 300), utcText(event.time)].filter((part) => part !== null);
  const heading = [
    `${bold(type)}${subject === null ? '' : ` · ${literal(subject)}`}`,
    from.length === 0 ? null : `_from_ ${literal(from.join(' · '))}`,
  ];
  const { text, slides } = contentOf(dataOf(event));
  return { text: textOf([...heading, text ?? null]), ...(slides ? { slides } : {}) };
}

function contentOf(data: unknown): Pick<WireMessage, 'text' | 'slides'> {
  const isEmpty = data === undefined || data === null || data === '' || JSON.stringify(data) === '{}';
  if (isEmpty) return {};
  if (typeof data === 'string' && !data.trim().includes('\n')) {
    const line = readText(data.trim(), 3_000);
    return line === null ? {} : { text: literalWithin(line, 3_000) };
  }
  const kind = typeof data === 'string' ? 'text' : 'json';
  return renderUnknown({ method: 'POST', headers: {}, params: [], body: { value: data, kind } });
}
