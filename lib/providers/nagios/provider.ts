import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { stateMessage } from '../draw';
import { readText } from '../markup/foreign-text';
import { lookUp } from '../markup/payload';
import { fieldLine, type SnakeFields } from '../markup/snake-fields';
import type { Tone } from '../markup/tones';
import type { Group, Provider } from '../provider';

/**
 * Notification commands of Nagios, Icinga, Naemon and Checkmk, with macros under their own names: `NOTIFICATIONTYPE`,
 * `HOSTNAME`.
 */
export const nagios: Provider = {
  name: 'nagios',
  title: 'Nagios',
  detect: ({ payload }) => mayBe(payload) && isNagios(macrosOf(payload)),
  event: ({ payload }) => typeOf(macrosOf(payload))?.toLowerCase() ?? null,
  render: ({ payload }) => notification(macrosOf(payload)),
  group: ({ payload }) => {
    const macros = macrosOf(payload);
    const state = lookUp<Group['state']>(GROUP_STATES, typeOf(macros));
    const key = [fieldLine(macros, HOST, 300), fieldLine(macros, SERVICE, 300) ?? ''].join('\n');
    return state === undefined ? null : { key, state };
  },
};

const HOST = ['hostname', 'hostalias', 'hostdisplayname', 'host'];
const SERVICE = ['servicedesc', 'servicename', 'servicedisplayname', 'service'];

const GROUP_STATES: Readonly<Record<string, Group['state']>> = {
  PROBLEM: 'firing',
  RECOVERY: 'resolved',
  ACKNOWLEDGEMENT: null,
  DOWNTIMESTART: null,
  DOWNTIMEEND: null,
  DOWNTIMECANCELLED: null,
  FLAPPINGSTART: null,
  FLAPPINGSTOP: null,
  FLAPPINGDISABLED: null,
  CUSTOM: null,
};

/** Words beside the state or in its place. */
const WORDS: Readonly<Record<string, string>> = {
  ACKNOWLEDGEMENT: 'acknowledged',
  DOWNTIMESTART: 'downtime began',
  DOWNTIMEEND: 'downtime is over',
  DOWNTIMECANCELLED: 'downtime cancelled',
  FLAPPINGSTART: 'flapping',
  FLAPPINGSTOP: 'no longer flapping',
  FLAPPINGDISABLED: 'flapping no longer watched',
};

const TONES: Readonly<Record<string, Tone>> = {
  CRITICAL: 'red',
  DOWN: 'red',
  UNREACHABLE: 'yellow',
  WARNING: 'yellow',
  UNKNOWN: 'yellow',
  OK: 'green',
  UP: 'green',
};

/** A cheap test first: most payloads have no such member. */
function mayBe(payload: UncheckedObject): boolean {
  return Object.keys(payload).some((key) => /notification_?type$/i.test(key));
}

/**
 * Checkmk's `NOTIFY_HOSTNAME`, Icinga's `host_name` and Nagios' `$HOSTNAME$` are the same macro. An unknown macro
 * stays as it is.
 */
function macrosOf(payload: UncheckedObject): SnakeFields {
  const macros = new Map<string, unknown>();
  for (const [key, value] of Object.entries(payload).slice(0, 200)) {
    const name = key
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/^(?:notify|nagios|icinga)(?=[a-z])/, '');
    const isThere = typeof value === 'string' && !/^(?:\$[A-Z0-9_:.]*\$?)?$/i.test(value.trim());
    if (isThere && !macros.has(name)) macros.set(name, value);
  }
  return macros;
}

const typeOf = (macros: SnakeFields) =>
  fieldLine(macros, ['notificationtype'], 30)?.toUpperCase().split(/[ (]/)[0] ?? null;

function stateOf(macros: SnakeFields): string | null {
  const ofService = fieldLine(macros, SERVICE) !== null;
  return fieldLine(macros, ofService ? ['servicestate'] : ['hoststate'], 20)?.toUpperCase() ?? null;
}

function isNagios(macros: SnakeFields): boolean {
  const isKnown = Object.hasOwn(GROUP_STATES, typeOf(macros) ?? '');
  return isKnown && fieldLine(macros, HOST) !== null && lookUp(TONES, stateOf(macros)) !== undefined;
}

function notification(macros: SnakeFields) {
  const [type, state, host, service] = [
    typeOf(macros),
    stateOf(macros),
    fieldLine(macros, HOST),
    fieldLine(macros, SERVICE),
  ];
  if (type === null || state === null || host === null) return null;
  const of = service === null ? 'host' : 'service';
  const word = lookUp(WORDS, type);
  const isNews = type === 'PROBLEM' || type === 'RECOVERY' || type === 'CUSTOM';
  const output = readText(macros.get(`${of}output`), 1_000);
  const author = fieldLine(macros, ['notificationauthor', 'notificationauthorname', 'author']);
  const comment = fieldLine(macros, ['notificationcomment', 'comment'], 500);
  const address = fieldLine(macros, ['hostaddress', 'address']);
  return stateMessage({
    tone: isNews ? (lookUp(TONES, state) ?? 'grey') : type === 'FLAPPINGSTART' ? 'yellow' : 'grey',
    title: `${service === null ? host : `${service} on ${host}`} · ${[word, state.toLowerCase()].filter(Boolean).join(', ')}`,
    lines: [
      output && literal(output.trim()),
      comment && literal(author === null ? comment : `${author}: ${comment}`),
    ],
    facts: [['address', address === host ? null : address && literal(address)]],
    links: [
      ['Notes', macros.get(`${of}notesurl`)],
      ['Open', macros.get(`${of}actionurl`)],
    ],
  });
}
