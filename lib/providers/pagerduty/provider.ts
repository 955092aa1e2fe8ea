import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../draw';
import { utcText } from '../markup/durations';
import { idOf } from '../markup/ids';
import { linked } from '../markup/links';
import { at, firstLine, lineAt, lookUp, recordsAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Group, Provider } from '../provider';

/** PagerDuty's webhooks of version 3. */
export const pagerduty: Provider = {
  name: 'pagerduty',
  title: 'PagerDuty',
  detect: ({ headers, payload }) =>
    typeof at(payload, 'event.event_type') === 'string' &&
    (headers['x-pagerduty-signature'] !== undefined || at(payload, 'event.resource_type') !== undefined),
  event: ({ payload }) => lineAt(payload, 'event.event_type'),
  render: ({ payload }) => {
    const type = lineAt(payload, 'event.event_type') ?? '';
    if (type === 'pagey.ping')
      return eventMessage(['This webhook is set up: PagerDuty posts its incidents here']);
    return type.startsWith('incident.') ? incident(payload, type) : null;
  },
  group: ({ payload }) => {
    const type = lineAt(payload, 'event.event_type') ?? '';
    const key = idOf(payload, 'event.data.incident.id') ?? idOf(payload, 'event.data.id');
    if (key === null || !type.startsWith('incident.')) return null;
    return {
      key,
      state: lookUp<Group['state']>(BEGINS_OR_ENDS, type) ?? null,
      began: at(payload, 'event.data.created_at'),
    };
  },
  dedupeId: ({ payload }) => idOf(payload, 'event.id'),
};

const BEGINS_OR_ENDS = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.resolved': 'resolved',
} as const;

/** States of an incident; every other event about it is a line. */
const STATES: Readonly<Record<string, [word: string, tone: Tone]>> = {
  'incident.triggered': ['triggered', 'red'],
  'incident.escalated': ['escalated', 'red'],
  'incident.reopened': ['reopened', 'red'],
  'incident.unacknowledged': ['triggered again', 'red'],
  'incident.acknowledged': ['acknowledged', 'yellow'],
  'incident.resolved': ['resolved', 'green'],
};

function incident(payload: UncheckedObject, type: string) {
  const thing = at(payload, 'event.data');
  const incidentOf = at(thing, 'incident') ?? thing;
  const number = lineAt(thing, 'number');
  const title = firstLine(thing, 'title', 'summary') ?? lineAt(incidentOf, 'summary') ?? 'Incident';
  const state = lookUp(STATES, type);
  const agent = lineAt(payload, 'event.agent.summary');
  if (!state) {
    const note = firstLine(thing, 'content', 'message');
    return eventMessage([
      `${literal(agent ?? 'PagerDuty')}: ${literal(type.replace(/^incident\./, '').replaceAll('_', ' '))} · ${linked(lineAt(incidentOf, 'summary') ?? title, at(incidentOf, 'html_url'))}`,
      note && `! ${literal(note)}`,
    ]);
  }
  const [word, tone] = state;
  const assignees = recordsAt(thing, 'assignees').flatMap((one) => lineAt(one, 'summary') ?? []);
  return stateMessage({
    tone,
    title: `${number === null ? '' : `#${number} `}${title} · ${word}`,
    facts: [
      ['service', linked(at(thing, 'service.summary'), at(thing, 'service.html_url'))],
      ['urgency', literal(lineAt(thing, 'urgency') ?? '')],
      ['priority', literal(lineAt(thing, 'priority.summary') ?? '')],
      ['assigned to', literal(assignees.slice(0, 5).join(', '))],
      ['by', type === 'incident.triggered' ? null : literal(agent ?? '')],
      ['since', utcText(at(thing, 'created_at'))],
    ],
    links: [['Open incident', at(thing, 'html_url')]],
  });
}
