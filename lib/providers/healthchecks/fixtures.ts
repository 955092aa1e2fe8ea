import type { Fixture } from '../fixture';

const WEBHOOKS = 'https://healthchecks.io/docs/configuring_notifications/';
const CHECK = 'https://healthchecks.io/docs/api/#get-check';
const ID = '803f680d-e89b-492b-82ef-2be7b774a92d';

const call = (
  name: string,
  event: string,
  document: string,
  body: Fixture['body'],
  named = true,
): Fixture => ({
  name,
  event,
  document,
  headers: named ? { 'user-agent': 'healthchecks.io', 'content-type': 'application/json' } : {},
  body,
});
/** The value of `$JSON`. */
const check = {
  name: 'Nightly backup of db_main',
  slug: 'nightly-backup',
  tags: 'prod backup',
  desc: 'pg_dump, then *restic*',
  grace: 3600,
  n_pings: 412,
  status: 'down',
  started: false,
  last_ping: '2026-11-27T02:00:41+00:00',
  next_ping: null,
  manual_resume: false,
  methods: '',
  ping_url: `https://hc-ping.com/${ID}`,
  update_url: `https://healthchecks.io/api/v3/checks/${ID}`,
  channels: '',
  schedule: '0 2 * * *',
  tz: 'Europe/Berlin',
};

export const healthchecksFixtures: Fixture[] = [
  call('check is down, by $JSON', 'down', CHECK, check),
  call('check is up again, with a period', 'up', CHECK, {
    ...check,
    status: 'up',
    schedule: undefined,
    tz: undefined,
    timeout: 86_400,
    last_ping: '2026-11-28T02:11:09+00:00',
  }),
  call(
    "$JSON inside of one's own, from elsewhere",
    'down',
    WEBHOOKS,
    { now: '2026-11-28T03:00:41Z', check },
    false,
  ),
  call('$NAME, $STATUS and $TAGS', 'down', WEBHOOKS, {
    name: 'Certificates [live]',
    status: 'down',
    code: ID,
    tags: 'web tls',
    now: '2026-11-28T09:12:00+00:00',
  }),
  call("names of one's own, with the last body", 'down', WEBHOOKS, {
    check: 'import',
    status: 'down',
    exitstatus: '2',
    body: 'reading orders.csv\nline 7: no such column\n',
  }),
];
