import type { callOf, StoredMessage } from './read-back';
import type { World } from './world';

/** A call's results without ids, names, times and numbers, which naturally differ between worlds. */
export type SameEverywhere = { answer: unknown; call: unknown; messages: unknown };

const NOT_OURS = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'x-request-id',
]);
type Call = Awaited<ReturnType<typeof callOf>>;

export function verdictOf(
  world: World,
  { response, body }: { response: Response; body: string },
  call: Call,
  messages: readonly StoredMessage[],
  init?: RequestInit,
): SameEverywhere {
  const plain = plainIn(world);
  const headers = [...response.headers].filter(([name]) => !NOT_OURS.has(name));
  return {
    answer: {
      status: response.status,
      headers: plain(Object.fromEntries(headers)),
      body: sorted(plain(jsonOr(body))),
    },
    call: call && plain(shownCall(call, messages, init)),
    messages: sorted(
      messages.map(({ feed_id, seq: _, sent_at: __, ...rest }: Timed) => ({
        in: world.feeds.get(feed_id) ?? 'made by the call',
        ...(plain(rest) as object),
      })),
    ),
  };
}

function jsonOr(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** People are sorted by their ids, which differ between worlds. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member)]));
}

type Timed = StoredMessage & { sent_at?: unknown };

/** The bytes of a body; null for a form, whose boundary is made while it is sent. */
export function sentBytes({ body }: RequestInit = {}): Buffer | null {
  return body === undefined || body === null || typeof body === 'string' ? Buffer.from(body ?? '') : null;
}

/** Of a form, what stands between its boundaries. */
function sentSize(init: RequestInit = {}): number {
  if (!(init.body instanceof FormData)) return sentBytes(init)?.length ?? 0;
  const sizes = [...init.body.values()].map((value) =>
    typeof value === 'string' ? Buffer.byteLength(value) : value.size,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The body as the history shows it: where none is kept with the call, the message has the same bytes. */
export function keptBody(
  { body, feed_id, message_seq }: NonNullable<Call>,
  messages: readonly StoredMessage[],
): string | null {
  if (body !== null) return body.toString();
  return messages.find(({ feed_id: at, seq }) => at === feed_id && seq === message_seq)?.content ?? null;
}

/** All columns but those of its time and place. */
function shownCall(call: NonNullable<Call>, messages: readonly StoredMessage[], init?: RequestInit) {
  const {
    id: _,
    received_at: __,
    duration_us: ___,
    feed_id,
    message_seq,
    request,
    body_size,
    body: ___body,
    answer,
    ...rest
  } = call;
  const { headers: _headers, sourceAddress: _address, ...asked } = JSON.parse(String(request));
  return {
    ...rest,
    ...asked,
    body: keptBody(call, messages),
    // A body that names a message is as long as the feed's number.
    sizeBeyondSent: Number(body_size) - sentSize(init),
    answered: answer !== null,
    hasFeed: feed_id !== null,
    hasMessage: message_seq !== null,
  };
}

/** The name, but not where it only begins a longer number: CT_2 is not in CT_21. */
const whole = (name: string) =>
  new RegExp(name.replace(/\W/g, '\\$&') + (/\d$/.test(name) ? '(?!\\d)' : ''), 'g');

function plainIn({ names, feeds }: World) {
  const all = [...names, ...[...feeds].map(([id, label]) => [`CT_${id}`, `<${label}.chat>`] as const)];
  const longestFirst = all.sort(([a], [b]) => b.length - a.length);
  return (value: unknown): unknown => {
    let text = JSON.stringify(value);
    for (const [name, label] of longestFirst) {
      text = text.replace(whole(name), label).replace(whole(encodeURIComponent(name)), label);
    }
    return JSON.parse(
      text
        .replace(/\d{13}(?:_| |%(?:25)*20)\d+/g, '<message id>')
        .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
        .replace(/boundary=[-\w]+/g, 'boundary')
        .replace(/\b([rt])=\d+/g, '$1')
        .replace(/CT_\d+/g, '<chat>')
        .replace(/-T-\d+/g, '<thread>')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>')
        .replace(/("retry[-_]after\\?":\\?"?|again in )\d+/g, (_, name) => `${name}0`),
    );
  };
}
