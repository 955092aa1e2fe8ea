import { pool } from '@/lib/db/pool';
import { makePartition } from '@/lib/storage/ensure-partitions';
import { weekOf } from '@/lib/storage/partitions';
import { select } from '@/lib/webhooks/test-world';

/** So many minutes from now. */
export const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

type Told = { name?: string; host?: string; severity?: string; began?: string; ended?: string };

/** What Alertmanager sends of one alert. */
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

/** A pull request's life, as GitHub tells it. */
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

/** The messages in the threads below a channel's, in the order of their threads. */
export function repliesIn(feedId: number) {
  return select<{ content: string }>(
    `SELECT m.content FROM thread t JOIN message m ON m.feed_id = t.feed_id
     WHERE t.parent_feed_id = $1 ORDER BY t.parent_seq, m.seq`,
    feedId,
  );
}

/** Makes a channel's messages and groups older. */
export async function ageMessages(feedId: number, days: number) {
  const [oldest] = await select<{ at: Date }>(
    'SELECT min(sent_at) AS at FROM message WHERE feed_id = $1',
    feedId,
  );
  const DAY_MS = 24 * 60 * 60 * 1_000;
  await makePartition(pool(), 'message', weekOf(oldest!.at.getTime() - days * DAY_MS));
  await select(
    'UPDATE message SET sent_at = sent_at - make_interval(days => $2) WHERE feed_id = $1',
    feedId,
    days,
  );
  await select(
    'UPDATE message_group SET root_sent_at = root_sent_at - make_interval(days => $2) WHERE feed_id = $1',
    feedId,
    days,
  );
}
