import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readText } from '../markup/foreign-text';
import { fieldLine, type SnakeFields, snakeFields, snakeName } from '../markup/snake-fields';

/** What a media type sends for a macro without a value. */
const UNRESOLVED = /^(?:\{[$#?]?[A-Z][A-Z0-9_.]*[^{}]*\}|\*UNKNOWN\*)$/;
/** `Problem name: Disk full`, a line of Zabbix's own message templates. */
const TEMPLATE_LINE = /^([A-Z][A-Za-z ]{2,40}):[ \t]+(\S.*)$/;
const TEMPLATE =
  /^(?:Original problem ID|Problem name|Service problem name): |^(?:Problem|Service problem) started at |Problem has been resolved /m;
/** A line that only repeats a fact. */
const REPEATED = /^(?:Host|Severity|Problem(?: name)?|Operational data|Event ID): /;

/**
 * The macros of a call. Whoever wrote its media type named them, mostly after themselves (`event_name`,
 * `EVENT.NAME`). Lines of the templates' message fill in what is missing.
 */
export function macrosOf(payload: UncheckedObject): SnakeFields {
  const fields = snakeFields(payload);
  for (const [name, value] of fields) {
    if (typeof value === 'string' && UNRESOLVED.test(value.trim().slice(0, 200))) fields.delete(name);
  }
  for (const line of (messageOf(fields) ?? '').split('\n').slice(0, 30)) {
    const [, label, value] = TEMPLATE_LINE.exec(line.trim()) ?? [];
    if (label === undefined || value === undefined || UNRESOLVED.test(value)) continue;
    const name = snakeName(label);
    if (!fields.has(name)) fields.set(name, value);
  }
  return fields;
}

const lines = (message: string) => message.trim().split(/[\r\n]+/);

export function messageOf(fields: SnakeFields): string | null {
  return readText(fields.get('alert_message') ?? fields.get('message'), 3_000);
}

/** Whether the message consists of the lines of Zabbix's templates, which the facts already show. */
export function isTemplate(message: string | null): boolean {
  if (message === null) return false;
  return TEMPLATE.test(message) || lines(message).every((line) => REPEATED.test(line));
}

export const NAME = [
  'event_name',
  'trigger_name',
  'problem_name',
  'service_problem_name',
  'problem',
  'trigger',
];
export const EVENT_ID = ['event_id', 'eventid', 'original_problem_id'];
export const TRIGGER_ID = ['trigger_id', 'triggerid'];
export const HOST = ['host_name', 'host_host', 'host_visible_name', 'host', 'hostname'];
export const SEVERITY = ['event_severity', 'trigger_severity', 'severity', 'event_update_severity'];
export const LEVEL = ['event_nseverity', 'trigger_nseverity', 'nseverity'];
export const STATUS = [
  'event_status',
  'trigger_status',
  'status',
  'problem_status',
  'event_value',
  'trigger_value',
];

/** Names that only Zabbix uses. */
const OWN =
  /^(?:trigger_(?:name|id|status|value|n?severity|url|description|expression|hostgroup_name)|event_(?:n?severity|value|opdata|ack_status|recovery_\w+|update_\w+)|original_problem_id|alert_sendto|zabbix_url|item_lastvalue)$/;
const SEVERITIES = /^(?:not classified|information|warning|average|high|disaster)$/i;
const STATUSES = /^(?:problem|ok|resolved|recovery|update|updated)$/i;

/** Zabbix is recognised by several macros, or by one beside a value that only Zabbix has. */
export function isZabbix(payload: UncheckedObject): boolean {
  const fields = macrosOf(payload);
  const message = messageOf(fields);
  if (message !== null && TEMPLATE.test(message) && (fields.has('subject') || fields.has('alert_subject')))
    return true;
  const own = [...fields.keys()].filter((name) => OWN.test(name)).length;
  if (fieldLine(fields, NAME) === null) return own >= 2 && fields.has('alert_subject');
  if (own >= 3) return true;
  const hasWord =
    SEVERITIES.test(fieldLine(fields, SEVERITY, 40) ?? '') ||
    STATUSES.test(fieldLine(fields, STATUS, 40) ?? '');
  return hasWord && (own > 0 || fieldLine(fields, HOST) !== null);
}
