import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../draw';
import { idOf } from '../markup/ids';
import { asCode, linked } from '../markup/links';
import { at, firstLine, lineAt, listAt, lookUp, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Group, Provider, ServiceCall } from '../provider';

/** Sentry's integrations (`Sentry-Hook-Resource`), and the plugin for webhooks before them. */
export const sentry: Provider = {
  name: 'sentry',
  title: 'Sentry',
  detect: (call) => resourceOf(call) !== null,
  event: (call) => [resourceOf(call), lineAt(call.payload, 'action', 60)].filter(Boolean).join('.') || null,
  render: (call) => {
    const { payload } = call;
    switch (resourceOf(call)) {
      case 'issue':
        return issue(payload);
      case 'event_alert':
      case 'error':
        return problem(
          at(payload, 'data.event') ?? at(payload, 'data.error'),
          lineAt(payload, 'data.triggered_rule'),
        );
      case 'metric_alert':
        return metric(payload);
      case 'comment':
        return eventMessage([
          `${literal(lineAt(payload, 'actor.name') ?? 'Somebody')} commented on an issue of ${literal(lineAt(payload, 'data.project_slug') ?? 'a project')}`,
          literal(textAt(payload, 'data.comment', 500) ?? ''),
        ]);
      case 'installation':
        return eventMessage(['Sentry is connected and posts its alerts here']);
      case 'plugin':
        return problem(
          {
            ...payload,
            ...(at(payload, 'event') as UncheckedObject),
            web_url: payload.url,
            project: payload.project_name,
          },
          null,
        );
      default:
        return null;
    }
  },
  group: groupOf,
  dedupeId: ({ headers }) => headers['request-id'] ?? null,
};

/** An issue and its alerts, or a metric's. */
function groupOf({ headers, payload }: ServiceCall): Group | null {
  const action = lineAt(payload, 'action');
  const metric = idOf(payload, 'data.metric_alert.id');
  if (metric !== null) {
    const state = action === 'resolved' ? 'resolved' : 'firing';
    return { key: `metric ${metric}`, state, began: at(payload, 'data.metric_alert.date_started') };
  }
  const paths = ['data.issue.id', 'data.event.issue_id', 'data.issue_id', 'data.error.issue_id', 'id'];
  const key = paths.map((path) => idOf(payload, path)).find((id) => id !== null);
  const resource = resourceOf({ headers, payload });
  if (!key || resource === null) return null;
  if (resource !== 'issue') return { key, state: resource === 'comment' ? null : 'firing' };
  const states = { created: 'firing', unresolved: 'firing', resolved: 'resolved' } as const;
  return { key, state: lookUp<Group['state']>(states, action) ?? null };
}

function resourceOf({ headers, payload }: ServiceCall): string | null {
  const named = headers['sentry-hook-resource'];
  if (named) return named;
  const isPlugin = ['culprit', 'project_slug', 'event'].every((key) => payload[key] !== undefined);
  return isPlugin && typeof at(payload, 'event.title') === 'string' ? 'plugin' : null;
}

const LEVELS: Readonly<Record<string, Tone>> = {
  fatal: 'red',
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  debug: 'grey',
  sample: 'grey',
};

/** New and unresolved issues are a state; people's actions on them are a line. */
function issue(payload: UncheckedObject) {
  const found = at(payload, 'data.issue');
  const action = lineAt(payload, 'action') ?? 'changed';
  const address = at(found, 'web_url') ?? at(found, 'permalink');
  const who = lineAt(payload, 'actor.name');
  if (action !== 'created' && action !== 'unresolved') {
    const by = who === null || who === 'Sentry' ? '' : ` by ${literal(who)}`;
    const id = lineAt(found, 'shortId');
    const title = [id, lineAt(found, 'title', 150)].filter(Boolean).join(' ');
    return eventMessage([
      `Issue ${linked(title || 'without a title', address)} ${literal(action)}${by} · ${literal(projectOf(found) ?? 'Sentry')}`,
    ]);
  }
  const level = lineAt(found, 'level') ?? 'error';
  return stateMessage({
    tone: lookUp(LEVELS, level) ?? 'red',
    title: [lineAt(found, 'title', 150) ?? 'Issue', level, projectOf(found)].filter(Boolean).join(' · '),
    lines: [literal(textAt(found, 'metadata.value', 500) ?? '')],
    facts: [
      ['in', asCode(at(found, 'culprit'))],
      ['issue', literal(lineAt(found, 'shortId') ?? '')],
      ['events', literal(lineAt(found, 'count') ?? '')],
    ],
    links: [['Open issue', address]],
  });
}

function problem(event: unknown, rule: string | null) {
  if (event === undefined) return null;
  const level = lineAt(event, 'level') ?? 'error';
  const title = firstLine(event, 'title', 'message', 'metadata.title') ?? 'Error';
  const value = textAt(event, 'metadata.value', 500);
  return stateMessage({
    tone: lookUp(LEVELS, level) ?? 'red',
    title: [title, level, projectOf(event)].filter(Boolean).join(' · '),
    lines: [value && !title.includes(value) ? literal(value) : null, rule && `Alert rule: ${literal(rule)}`],
    facts: [
      ['in', asCode(firstLine(event, 'culprit', 'transaction', 'location'))],
      ['environment', literal(lineAt(event, 'environment') ?? tag(event, 'environment') ?? '')],
      ['release', asCode(lineAt(event, 'release') ?? tag(event, 'release'))],
      ['user', literal(firstLine(event, 'user.email', 'user.username', 'user.id') ?? '')],
    ],
    links: [['Open issue', at(event, 'web_url') ?? at(event, 'issue_url')]],
  });
}

function projectOf(thing: unknown): string | null {
  return firstLine(thing, 'project.slug', 'project.name', 'project_slug', 'project_name');
}

/** Sentry's tags are pairs. */
function tag(event: unknown, name: string): string | null {
  const found = listAt(event, 'tags').find((pair) => Array.isArray(pair) && pair[0] === name);
  return Array.isArray(found) ? lineAt({ value: found[1] }, 'value') : null;
}

const METRIC: Readonly<Record<string, [word: string, tone: Tone]>> = {
  critical: ['critical', 'red'],
  warning: ['warning', 'yellow'],
  resolved: ['resolved', 'green'],
  open: ['open', 'red'],
};

function metric(payload: UncheckedObject) {
  const action = lineAt(payload, 'action') ?? '';
  const [word, tone] = lookUp(METRIC, action) ?? [action || 'changed', 'grey'];
  const title = firstLine(
    payload,
    'data.metric_alert.title',
    'data.metric_alert.alert_rule.name',
    'data.description_title',
  );
  const text = textAt(payload, 'data.description_text', 1_000);
  return stateMessage({
    tone,
    title: `${title ?? 'Metric alert'} · ${word}`,
    lines: [text && literal(text)],
    facts: [
      [
        'projects',
        literal(
          listAt(payload, 'data.metric_alert.projects')
            .filter((one) => typeof one === 'string')
            .slice(0, 5)
            .join(', '),
        ),
      ],
    ],
    links: [['Open alert', at(payload, 'data.web_url')]],
  });
}
