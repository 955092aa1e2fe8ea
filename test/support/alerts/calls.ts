/** So many minutes from now. */
export const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** So many minutes after an instant. */
export const minutesAfter = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

type Told = { name?: string; host?: string; severity?: string; began?: string; ended?: string };

/** The payload that Alertmanager sends for one alert. */
export function alert(status: 'firing' | 'resolved', told: Told = {}) {
  const { name = 'DiskFull', host = 'db-1', severity = 'critical', began = at(-1), ended = at(0) } = told;
  const labels = { alertname: name, instance: host, severity };
  return {
    receiver: 'ops',
    status,
    groupKey: `{}:{alertname="${name}"}`,
    groupLabels: { alertname: name },
    commonLabels: labels,
    alerts: [{ status, labels, startsAt: began, endsAt: status === 'firing' ? undefined : ended }],
  };
}

const pull = { number: 42, title: 'Fix login', html_url: 'https://github.com/acme/site/pull/42' };
const about = { repository: { full_name: 'acme/site' }, sender: { login: 'mona' } };

/** The life of a pull request in GitHub's events. */
export const pullRequest: readonly (readonly [event: string, body: object])[] = [
  ['pull_request', { ...about, action: 'opened', number: 42, pull_request: pull }],
  [
    'pull_request_review',
    { ...about, action: 'submitted', pull_request: pull, review: { state: 'approved' } },
  ],
  [
    'issue_comment',
    {
      ...about,
      action: 'created',
      issue: { ...pull, pull_request: { url: 'https://api.github.com/x' } },
      comment: { body: 'Thanks' },
    },
  ],
  ['pull_request', { ...about, action: 'closed', pull_request: { ...pull, state: 'closed', merged: true } }],
];
