import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { eventMessage, type Link, stateMessage } from '../draw';
import { literalWithin, readText } from '../markup/foreign-text';
import { asCode } from '../markup/links';
import { lookUp } from '../markup/payload';
import { fieldLine, type SnakeFields } from '../markup/snake-fields';
import type { Tone } from '../markup/tones';
import type { Provider } from '../provider';
import {
  EVENT_ID,
  HOST,
  isTemplate,
  isZabbix,
  LEVEL,
  macrosOf,
  messageOf,
  NAME,
  SEVERITY,
  STATUS,
  TRIGGER_ID,
} from './macros';

/** Webhook media types of Zabbix, whose users write the JSON: macros under names of their own. */
export const zabbix: Provider = {
  name: 'zabbix',
  title: 'Zabbix',
  detect: ({ payload }) => isZabbix(payload),
  event: ({ payload }) => {
    const fields = macrosOf(payload);
    return lookUp(SOURCES, fieldLine(fields, ['event_source'], 2)) ?? stateOf(fields);
  },
  render: ({ payload }) => {
    const fields = macrosOf(payload);
    const name = fieldLine(fields, NAME);
    return name === null ? textOnly(fields) : problem(fields, name);
  },
  group: ({ payload }) => {
    const fields = macrosOf(payload);
    const name = fieldLine(fields, NAME);
    if (name === null) return null;
    // A recovery or update names the event of its problem.
    const id = fieldLine(fields, [...EVENT_ID, ...TRIGGER_ID], 40);
    return { key: id ?? [fieldLine(fields, HOST), name].join(' '), state: GROUP_STATES[stateOf(fields)] };
  },
};

const GROUP_STATES = { problem: 'firing', resolved: 'resolved', updated: null } as const;

/** Events other than problems. */
const SOURCES: Readonly<Record<string, string>> = { 1: 'discovery', 2: 'autoregistration' };

type ProblemState = 'problem' | 'resolved' | 'updated';

function stateOf(fields: SnakeFields): ProblemState {
  const subject = fieldLine(fields, ['alert_subject', 'subject']) ?? '';
  const status = fieldLine(fields, STATUS) ?? '';
  if (fieldLine(fields, ['event_update_status']) === '1' || /^(?:update|updated)$/i.test(status))
    return 'updated';
  if (/^(?:ok|resolved|recovery|recovered|closed|0)$/i.test(status)) return 'resolved';
  if (/^(?:problem|1)$/i.test(status)) return 'problem';
  const said = `${subject}\n${messageOf(fields) ?? ''}`;
  if (/^Updated problem/i.test(said)) return 'updated';
  return /^(?:Resolved|OK\b|Recovery)|has been resolved/i.test(said) ? 'resolved' : 'problem';
}

/** Discovery, registration, and everything else with a subject and a text. */
function textOnly(fields: SnakeFields) {
  const subject = fieldLine(fields, ['alert_subject', 'subject']);
  const message = messageOf(fields);
  if (subject === null && message === null) return null;
  return eventMessage([subject && `*${literal(subject)}*`, message && literalWithin(message.trim(), 3_000)]);
}

function problem(fields: SnakeFields, name: string) {
  const state = stateOf(fields);
  const host = fieldLine(fields, HOST);
  const [, said] = /has been resolved in (\w[\w ]{0,30}) at /.exec(messageOf(fields) ?? '') ?? [];
  const took = fieldLine(fields, ['event_duration', 'duration', 'problem_duration'], 40) ?? said ?? null;
  const word = state === 'resolved' && took !== null ? `resolved after ${took}` : state;
  const where = host === null || name.includes(host) ? '' : ` on ${host}`;
  const severity = fieldLine(fields, SEVERITY, 40);
  return stateMessage({
    tone: state === 'resolved' ? 'green' : state === 'updated' ? 'blue' : toneOf(fields, severity),
    title: `${name}${where} · ${word}`,
    lines: linesOf(fields, state),
    facts: [
      ['severity', severity && literal(severity)],
      ['value', literal(fieldLine(fields, VALUE) ?? '')],
      [
        'address',
        host === null ? asCode(fieldLine(fields, ['host_ip', 'host_conn', 'host_dns', 'ip'])) : null,
      ],
      [state === 'resolved' ? 'resolved' : 'since', literal(timeOf(fields, state) ?? '')],
    ],
    links: linksOf(fields),
  });
}

const VALUE = [
  ...['event_opdata', 'opdata', 'operational_data', 'operation_data'],
  ...['item_value', 'item_lastvalue', 'lastvalue'],
];

function linesOf(fields: SnakeFields, state: ProblemState): (string | null)[] {
  const description = readText(fields.get('trigger_description') ?? fields.get('description'), 1_000);
  const message = messageOf(fields);
  const said = description ?? (isTemplate(message) ? null : message);
  if (state === 'problem') return [said && literal(said.trim())];
  // The problem's own message has described it already.
  if (state === 'resolved') return [said === description ? null : said && literal(said.trim())];
  const who = fieldLine(fields, ['event_update_user', 'user_fullname', 'user'], 100);
  const done = fieldLine(fields, ['event_update_action'], 200);
  const comment = readText(fields.get('event_update_message'), 1_000);
  const act = [who, done].filter(Boolean).join(' ');
  return [literal(act), literal((comment ?? (act === '' ? said : null) ?? '').trim())];
}

const LEVELS: readonly Tone[] = ['grey', 'blue', 'yellow', 'yellow', 'red', 'red'];
const SEVERITIES: Readonly<Record<string, Tone>> = {
  'not classified': 'grey',
  information: 'blue',
  warning: 'yellow',
  average: 'yellow',
  high: 'red',
  disaster: 'red',
};

function toneOf(fields: SnakeFields, severity: string | null): Tone {
  const level = fieldLine(fields, LEVEL, 2) ?? severity ?? '';
  const named = severity === null ? undefined : lookUp(SEVERITIES, severity.toLowerCase());
  return named ?? (/^[0-5]$/.test(level) ? LEVELS[Number.parseInt(level, 10)] : undefined) ?? 'red';
}

/** In the time zone of the sending server, which it does not name. */
function timeOf(fields: SnakeFields, state: ProblemState): string | null {
  const kind = state === 'resolved' ? 'event_recovery' : 'event';
  const date = fieldLine(fields, [`${kind}_date`], 20)?.replaceAll('.', '-') ?? null;
  const time = fieldLine(fields, [`${kind}_time`], 20);
  return [date, time].filter(Boolean).join(' ') || fieldLine(fields, [`${kind}_date_time`], 40);
}

function linksOf(fields: SnakeFields): Link[] {
  const [trigger, event] = [fieldLine(fields, TRIGGER_ID, 20), fieldLine(fields, EVENT_ID, 20)];
  const frontend = fieldLine(fields, ['zabbix_url'], 500)?.replace(/\/$/, '');
  const ofEvent = `${frontend}/tr_events.php?triggerid=${trigger}&eventid=${event}`;
  const isComplete = frontend && [trigger, event].every((id) => id !== null && /^\d+$/.test(id));
  // `url` is usually the address that a media type posts to, unless somebody gave the event's address this name.
  const own = fieldLine(fields, ['event_url', 'problem_url', 'link', 'url'], 1_000);
  return [
    ['Open event', isComplete ? ofEvent : own && !/zapikey=|\/incoming\b/.test(own) ? own : null],
    ['Trigger', fieldLine(fields, ['trigger_url'], 1_000)],
  ];
}
