import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { type Fact, type Link, stateMessage } from '../draw';
import { durationBetween, utcText } from '../markup/durations';
import { asCode } from '../markup/links';
import { at, firstLine, lineAt, numberAt, numberOf, recordsAt, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';

/** Labels that every alert has, or that the message shows elsewhere. */
const COMMON = new Set([
  'alertname',
  'grafana_folder',
  'prometheus',
  'severity',
  '__alert_rule_uid__',
  'monitor',
]);
/** Labels that distinguish the alerts of a group, in order of preference. */
const TELLING = [
  'instance',
  'pod',
  'host',
  'hostname',
  'node',
  'service',
  'job',
  'device',
  'namespace',
  'cluster',
];
const MAX_FACTS = 6;
/** Alerts, and labels of each, in which differences are looked for; a table shows no more alerts. */
const MOST_COMPARED = 20;
const MOST_LABELS = 100;

/** The alerts of one group from Alertmanager or Grafana, with one state for all of them. */
export function alertsMessage(payload: UncheckedObject, more: readonly Link[]): WireMessage {
  const alerts = recordsAt(payload, 'alerts');
  const [first] = alerts;
  const firing = alerts.filter((alert) => (alert.status ?? payload.status) !== 'resolved');
  const isOver = alerts.length === 0 ? payload.status === 'resolved' : firing.length === 0;
  const name = nameOf(payload, first);
  return stateMessage({
    tone: isOver ? 'green' : toneOf(payload, firing[0]),
    title: `${name} · ${isOver ? overText(alerts) : firingText(alerts, firing, payload)}`,
    lines: sentences(payload, first),
    ...(alerts.length > 1 ? { table: tableOf(alerts) } : { facts: factsOf(payload, first) }),
    links: [...linksOf(payload, first), ...more],
  });
}

function nameOf(payload: UncheckedObject, first: UncheckedObject | undefined): string {
  return (
    firstLine(payload, 'commonLabels.alertname', 'groupLabels.alertname') ??
    lineAt(first, 'labels.alertname') ??
    firstLine(payload, 'title', 'receiver') ??
    'Alert'
  );
}

function firingText(alerts: UncheckedObject[], firing: UncheckedObject[], payload: UncheckedObject): string {
  const truncated = numberAt(payload, 'truncatedAlerts') ?? 0;
  const total = alerts.length + (truncated > 0 && truncated < 1e6 ? truncated : 0);
  if (total <= 1) return 'firing';
  return firing.length === alerts.length
    ? `firing · ${total} alerts`
    : `firing · ${firing.length} of ${total} alerts`;
}

function overText(alerts: UncheckedObject[]): string {
  const [alert] = alerts;
  const took = durationBetween(alert?.startsAt, alert?.endsAt);
  const after = took === null ? '' : ` after ${took}`;
  return alerts.length > 1 ? `resolved · ${alerts.length} alerts` : `resolved${after}`;
}

function toneOf(payload: UncheckedObject, alert: UncheckedObject | undefined): Tone {
  const severity = lineAt(payload, 'commonLabels.severity') ?? lineAt(alert, 'labels.severity') ?? '';
  if (/^(?:warning|warn|medium|minor)$/i.test(severity)) return 'yellow';
  return /^(?:info|informational|low|none|notice)$/i.test(severity) ? 'blue' : 'red';
}

function sentences(payload: UncheckedObject, first: UncheckedObject | undefined): (string | null)[] {
  const ofAll = at(payload, 'commonAnnotations');
  const notes =
    firstLine(ofAll, 'summary', 'message', 'description') === null ? at(first, 'annotations') : ofAll;
  const summary = textAt(notes, 'summary', 500);
  const description = textAt(notes, 'description', 1_000) ?? textAt(notes, 'message', 1_000);
  return [summary, description === summary ? null : description].map((text) => text && literal(text.trim()));
}

function factsOf(payload: UncheckedObject, alert: UncheckedObject | undefined): Fact[] {
  const labels = Object.entries(asRecord(at(alert, 'labels')) ?? asRecord(at(payload, 'commonLabels')) ?? {})
    .filter(([name]) => !COMMON.has(name))
    .sort(([a], [b]) => placeOf(a) - placeOf(b));
  const severity = lineAt(alert, 'labels.severity');
  return [
    ['severity', severity && literal(severity)],
    ...labels.slice(0, MAX_FACTS).map(([name, value]): Fact => [name, asCode(value)]),
    ['value', measured(alert)],
    ['since', literal(utcText(alert?.startsAt) ?? '')],
  ];
}

function placeOf(label: string): number {
  const place = TELLING.indexOf(label);
  return place < 0 ? TELLING.length : place;
}

/** Grafana sends measured values together with verdicts of 0 or 1: `{"B": 93.1, "C": 1}`. */
function measured(alert: unknown): string | null {
  const all = Object.entries(asRecord(at(alert, 'values')) ?? {}).flatMap(([name, value]) => {
    const number = numberOf(value);
    return number === null ? [] : [[name, number] as const];
  });
  const measuredValues = all.filter(([, value]) => value !== 0 && value !== 1);
  const values = (measuredValues.length > 0 ? measuredValues : all).map(([name, value]): [string, string] => [
    name,
    `${Number.parseFloat(value.toPrecision(6))}`,
  ]);
  if (values.length === 0) return null;
  const [only] = values;
  return literal(
    values.length === 1 && only
      ? only[1]
      : values
          .slice(0, 4)
          .map((pair) => pair.join('='))
          .join(', '),
  );
}

/** The labels in which the alerts differ, at most two, with value, state and time. */
function tableOf(alerts: UncheckedObject[]): { headers: string[]; rows: string[][] } {
  const compared = alerts.slice(0, MOST_COMPARED);
  const names = new Set(
    compared.flatMap((alert) => Object.keys(asRecord(at(alert, 'labels')) ?? {}).slice(0, MOST_LABELS)),
  );
  const differ = [...names].filter((name) => new Set(compared.map((alert) => labelOf(alert, name))).size > 1);
  const columns = differ.sort((a, b) => placeOf(a) - placeOf(b)).slice(0, 2);
  const hasValues = alerts.some((alert) => measured(alert) !== null);
  const hasTimes = alerts.some((alert) => utcText(alert.startsAt) !== null);
  const isMixed = new Set(alerts.map(({ status }) => status)).size > 1;
  return {
    headers: [
      ...(columns.length > 0 ? columns : ['alert']),
      ...(hasValues ? ['value'] : []),
      ...(isMixed ? ['state'] : []),
      ...(hasTimes || columns.length === 0 ? ['since'] : []),
    ],
    rows: alerts.map((alert, index) => [
      ...(columns.length > 0 ? columns.map((name) => literal(labelOf(alert, name) ?? '')) : [`${index + 1}`]),
      ...(hasValues ? [measured(alert) ?? ''] : []),
      ...(isMixed ? [literal(lineAt(alert, 'status') ?? '')] : []),
      ...(hasTimes || columns.length === 0 ? [utcText(alert.startsAt) ?? ''] : []),
    ]),
  };
}

/** A label's name may contain dots. */
function labelOf(alert: UncheckedObject, name: string): string | null {
  const labels = asRecord(at(alert, 'labels'));
  return lineAt({ label: labels?.[name] }, 'label', 100);
}

function linksOf(payload: UncheckedObject, first: UncheckedObject | undefined): Link[] {
  const notes = at(payload, 'commonAnnotations');
  return [
    ['Panel', first?.panelURL],
    ['Dashboard', first?.dashboardURL],
    ['Silence', first?.silenceURL],
    ['Runbook', at(notes, 'runbook_url') ?? at(first, 'annotations.runbook_url')],
    ['Source', first?.generatorURL],
  ];
}
