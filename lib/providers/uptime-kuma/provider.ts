import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../draw';
import { idOf } from '../markup/ids';
import { asCode } from '../markup/links';
import { at, lineAt, numberAt, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Provider } from '../provider';

const STATES: readonly [word: string, tone: Tone][] = [
  ['down', 'red'],
  ['up', 'green'],
  ['pending', 'yellow'],
  ['in maintenance', 'blue'],
];

/** Uptime Kuma's webhook notifications, in JSON. */
export const uptimeKuma: Provider = {
  name: 'uptime-kuma',
  title: 'Uptime Kuma',
  detect: ({ payload }) => 'heartbeat' in payload && 'monitor' in payload && 'msg' in payload,
  event: ({ payload }) => STATES[numberAt(payload, 'heartbeat.status') ?? -1]?.[0] ?? null,
  render: ({ payload }) => {
    const state = STATES[numberAt(payload, 'heartbeat.status') ?? -1];
    return state ? monitor(payload, state) : textOnly(payload);
  },
  group: ({ payload }) => {
    const key = idOf(payload, 'monitor.id') ?? idOf(payload, 'monitor.name');
    const state = (['firing', 'resolved'] as const)[numberAt(payload, 'heartbeat.status') ?? -1];
    return key === null || state === undefined ? null : { key, state };
  },
};

/** A test, or an expiring certificate, which is only a text. */
function textOnly(payload: UncheckedObject) {
  const message = textAt(payload, 'msg', 2_000);
  return message === null ? null : eventMessage([literal(message.trim())]);
}

function monitor(payload: UncheckedObject, [word, tone]: [string, Tone]) {
  const address = at(payload, 'monitor.url');
  const host = lineAt(payload, 'monitor.hostname');
  const port = lineAt(payload, 'monitor.port');
  const message = textAt(payload, 'heartbeat.msg', 1_000);
  const ping = numberAt(payload, 'heartbeat.ping');
  const isAddress = typeof address === 'string' && /^https?:\/\/[^/]/.test(address);
  return stateMessage({
    tone,
    title: `${lineAt(payload, 'monitor.name') ?? 'Monitor'} · ${word}`,
    lines: [message && literal(message.trim())],
    facts: [
      [
        'target',
        isAddress
          ? literal(lineAt(payload, 'monitor.url', 500) ?? '')
          : asCode(host && (port === null ? host : `${host}:${port}`)),
      ],
      ['response', ping === null ? null : `${ping} ms`],
    ],
    links: [['Open', isAddress ? address : null]],
  });
}
