import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { groupOfAlerts } from '../alertmanager/alert-group';
import { alertsMessage } from '../alertmanager/alerts';
import { type Fact, stateMessage } from '../draw';
import { idOf } from '../markup/ids';
import { at, firstLine, lineAt, listAt, lookUp, recordsAt, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Group, Provider } from '../provider';

/** Grafana's alerting: today's contact points, and the notification channels before them. */
export const grafana: Provider = {
  name: 'grafana',
  title: 'Grafana',
  detect: ({ payload }) =>
    isLegacy(payload) ||
    (Array.isArray(payload.alerts) && (payload.orgId !== undefined || payload.alerts.some(isOurs))),
  event: ({ payload }) => firstLine(payload, 'state', 'status'),
  render: ({ payload }) => {
    if (isLegacy(payload)) return legacy(payload);
    return listAt(payload, 'alerts').length === 0 ? null : alertsMessage(payload, []);
  },
  group: ({ payload }) => (isLegacy(payload) ? legacyGroup(payload) : groupOfAlerts(payload)),
};

/** Members that Grafana adds to Alertmanager's form of an alert; a relay or a template may have kept only some. */
function isOurs(alert: unknown): boolean {
  const own = ['valueString', 'dashboardURL', 'panelURL', 'silenceURL', 'labels.grafana_folder'];
  return own.some((path) => at(alert, path) !== undefined);
}

/** A paused or pending rule says nothing about an alert. */
function legacyGroup(payload: UncheckedObject): Group | null {
  const key = idOf(payload, 'ruleId') ?? idOf(payload, 'ruleName');
  const state = { alerting: 'firing', no_data: 'firing', ok: 'resolved' } as const;
  const now = lookUp<Group['state']>(state, lineAt(payload, 'state'));
  return key === null || now === undefined ? null : { key: `rule ${key}`, state: now };
}

function isLegacy(payload: UncheckedObject): boolean {
  return payload.ruleName !== undefined && payload.state !== undefined;
}

const STATES: Readonly<Record<string, [word: string, tone: Tone]>> = {
  alerting: ['firing', 'red'],
  ok: ['resolved', 'green'],
  no_data: ['no data', 'yellow'],
  pending: ['pending', 'yellow'],
  paused: ['paused', 'grey'],
};

function legacy(payload: UncheckedObject) {
  const state = lineAt(payload, 'state') ?? '';
  const [word, tone] = lookUp(STATES, state) ?? [state || 'changed', 'grey'];
  const matches = recordsAt(payload, 'evalMatches');
  const message = textAt(payload, 'message', 2_000);
  return stateMessage({
    tone,
    title: `${lineAt(payload, 'ruleName') ?? 'Alert'} · ${word}`,
    lines: [message && literal(message.trim())],
    facts: matches.slice(0, 8).flatMap((match): Fact[] => {
      const value = lineAt(match, 'value');
      return value === null ? [] : [[lineAt(match, 'metric') ?? 'value', literal(value)]];
    }),
    links: [['Open rule', payload.ruleUrl]],
  });
}
