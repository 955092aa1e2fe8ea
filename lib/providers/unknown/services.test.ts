import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { renderUnknown } from './render-unknown';

/** What stands in the open: the text, and the rows that are not folded. */
function seen(value: unknown) {
  const message = renderUnknown({ method: 'POST', headers: {}, params: [], body: { value, kind: 'json' } });
  const content = readMessageContent(JSON.stringify(message));
  const rows = content.slides.flatMap((slide) =>
    slide.kind === 'table' && !slide.folded
      ? slide.rows.map((row) => row.map((cell) => plainText(parseMarkup(cell))).join(': '))
      : [],
  );
  return { text: plainText(parseMarkup(content.text ?? '')), markup: content.text ?? '', rows };
}

/** Payloads of services without a provider, after their documentation: what they say is in objects below the top. */
const services: [service: string, payload: unknown, text: string, rows: string[]][] = [
  [
    'Statuspage',
    {
      meta: { unsubscribe: 'https://status.test/u?k=1', documentation: 'https://status.test/docs' },
      page: { id: 'j2mf', status_indicator: 'major', status_description: 'Partial System Outage' },
      incident: {
        backfilled: false,
        created_at: '2026-11-28T10:00:00Z',
        impact: 'critical',
        shortlink: 'https://stspg.test/18zy',
        status: 'monitoring',
        id: 'lbkh',
        organization_id: 'j2mf',
        postmortem_ignored: false,
        scheduled_auto_transition: false,
        incident_updates: [
          { body: 'A fix is in place.', status: 'monitoring', id: 'drfc' },
          { body: 'We wait for the cloud.', status: 'identified', id: '2rry' },
        ],
        name: 'Virginia Is Down',
      },
    },
    'Virginia Is Down\nA fix is in place.',
    [
      'incident.impact: critical',
      'incident.shortlink: https://stspg.test/18zy',
      'incident.status: monitoring',
    ],
  ],
  [
    'Terraform Cloud',
    {
      payload_version: 1,
      notification_configuration_id: 'nc-AeUQ',
      run_url: 'https://app.terraform.test/app/acme/web/runs/run-Fw',
      run_id: 'run-Fw',
      run_message: 'Add workers',
      run_created_at: '2026-11-28T10:00:00Z',
      run_created_by: 'ada',
      workspace_id: 'ws-Xd',
      workspace_name: 'web',
      organization_name: 'acme',
      notifications: [{ message: 'Run Errored', trigger: 'run:errored', run_status: 'errored' }],
    },
    'web\nRun Errored',
    ['run_url: https://app.terraform.test/app/acme/web/runs/run-Fw', 'run_message: Add workers'],
  ],
  [
    'SonarQube',
    {
      serverUrl: 'https://sonar.test',
      taskId: 'AVh2',
      status: 'SUCCESS',
      analysedAt: '2026-11-28T10:00:00+0100',
      project: { key: 'org:web', name: 'Web shop', url: 'https://sonar.test/dashboard?id=org:web' },
      branch: { name: 'main', type: 'BRANCH', isMain: true },
      qualityGate: { name: 'Sonar way', status: 'ERROR', conditions: [{ metric: 'new_coverage' }] },
    },
    'Web shop',
    [
      'project.url: https://sonar.test/dashboard?id=org:web',
      'branch.name: main',
      'qualityGate.status: ERROR',
    ],
  ],
  [
    'Dynatrace',
    {
      PID: '99',
      ProblemID: '9',
      ProblemTitle: 'CPU saturation',
      ProblemURL: 'https://d.test/#9',
      State: 'OPEN',
    },
    'CPU saturation',
    ['ProblemURL: https://d.test/#9', 'State: OPEN'],
  ],
  [
    'Rollbar',
    { event_name: 'new_item', data: { item: { id: 7, title: 'TypeError: x', environment: 'production' } } },
    'TypeError: x',
    ['event_name: new_item', 'data.item.environment: production'],
  ],
  [
    'an S3 event',
    { Records: [{ eventVersion: '2.1', eventName: 'ObjectCreated:Put', s3: { object: { key: 'a.jpg' } } }] },
    'ObjectCreated:Put',
    [],
  ],
  [
    'HubSpot, whose list has one event',
    [{ objectId: 12, eventType: 'contact.propertyChange', propertyName: 'stage' }],
    'contact.propertyChange',
    ['0.propertyName: stage'],
  ],
  [
    'UptimeRobot',
    {
      monitorID: '1',
      monitorFriendlyName: 'My site',
      alertTypeFriendlyName: 'Down',
      alertDetails: 'Timeout',
    },
    'My site',
    ['alertTypeFriendlyName: Down', 'alertDetails: Timeout'],
  ],
  [
    'EventBridge',
    {
      version: '0',
      'detail-type': 'EC2 Instance State-change',
      detail: { 'instance-id': 'i-1', state: 'stopped' },
    },
    'EC2 Instance State-change',
    ['detail.state: stopped'],
  ],
  [
    'CrowdSec, whose list has one entry',
    [{ scenario: 'ssh-bf', message: 'Ip 192.0.2.4 performed ssh-bf', events_count: 6 }],
    'Ip 192.0.2.4 performed ssh-bf',
    ['0.scenario: ssh-bf'],
  ],
  [
    'Falco',
    { output: 'File below a binary directory opened', priority: 'Error', rule: 'Write below binary dir' },
    'File below a binary directory opened',
    ['priority: Error', 'rule: Write below binary dir'],
  ],
  [
    'a list of several, which the first does not name',
    { events: [{ name: 'a', status: 'x' }, { name: 'b' }], kind: 'batch' },
    'batch',
    ['events: 2 entries'],
  ],
  [
    'a call that names only who sent it',
    { event: 'ticket.closed', user: { name: 'Ada' }, account: { name: 'Acme' } },
    'ticket.closed',
    ['user.name: Ada', 'account.name: Acme'],
  ],
];

describe('a service without a provider', () => {
  it.each(services)(
    '%s is named, and what a person asks for first is in the open',
    (_, payload, text, rows) => {
      const shown = seen(payload);
      expect(shown.text).toBe(text);
      for (const row of rows) expect(shown.rows).toContain(row);
    },
  );

  it('has the address for people in the open, and folds those for programs and for leaving', () => {
    const filler = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`checksum_${n}_id`, `c${n}`]));
    const { rows } = seen({
      title: 'Build failed',
      url: 'https://api.ci.test/v2/builds/7',
      web_url: 'https://ci.test/builds/7',
      avatar_url: 'https://ci.test/ada.png',
      unsubscribe_url: 'https://ci.test/leave?k=1',
      state: 'failed',
      branch: 'main',
      ...filler,
    });
    expect(rows).toContain('web_url: https://ci.test/builds/7');
    expect(rows.join('\n')).not.toMatch(/api\.ci|ada\.png|leave/);
  });

  it('has its Markdown drawn where it says so: Datadog between %%%, Azure DevOps beside the text', () => {
    const markdown = 'CPU of web-7 is high\n\n1\n2\n3\n\n- - -\n\n[Monitor](https://dd.test/monitors/1)';
    const datadog = seen({ title: '[Triggered] CPU', body: `%%%\n${markdown}\n%%%`, id: '5' });
    expect(datadog.markup).toMatch(/\n---\n/);
    expect(datadog.markup).toContain('[Monitor](https://dd.test/monitors/1)');
    expect(datadog.text).not.toContain('%%%');
    const message = {
      text: 'Build 7 succeeded',
      html: '<a href="https://ado.test/7">Build 7</a> succeeded',
      markdown: 'Build [7](https://ado.test/7) succeeded',
    };
    const devOps = seen({ eventType: 'build.complete', message });
    expect(devOps.markup).toContain('Build [7](https://ado.test/7) succeeded');
    expect(devOps.rows.join('\n')).not.toMatch(/message\./);
  });

  it('has its HTML read as a person would, and nothing in it becomes more than text', () => {
    const body =
      '<p>Hello <b>you</b> &amp; all,</p>\n<style>p { color: red }</style><ul><li>one</li><li>two &lt;b&gt; {@all}</li></ul>' +
      '<a class="x" href="https://x.test/a?b=1&amp;c=2">The page</a><br><script>alert(1)</script>';
    const shown = seen({ subject: 'News', body });
    expect(shown.text).toMatch(/^News\nHello you & all,\n\s*• one\n• two <b> \{@all\}\nThe page/);
    expect(shown.markup).toContain('[The page](https://x.test/a?b=1&c=2)');
    expect(shown.text).not.toMatch(/<p>|color|alert/);
    expect(seen({ message: 'a <b c> d, 1 < 2' }).text).toBe('a <b c> d, 1 < 2');
    expect(seen({ message: '<p></p>', state: 'open' }).rows).toContain('state: open');
  });

  it('has many lines as text when there is an address in them, which a code block would not lead to', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `line ${n}`);
    expect(seen({ message: lines.join('\n') }).markup).toContain('```');
    const linked = seen({ message: [...lines, 'see https://ci.test/7'].join('\n') });
    expect(linked.markup).not.toContain('```');
    expect(linked.text).toContain('https://ci.test/7');
  });
});
