import { describe, expect, it } from 'vitest';
import { allFixtures } from '@/lib/providers/all-fixtures';
import type { Fixture } from '@/lib/providers/fixture';
import { understandForeign } from '@/lib/providers/render-foreign';

const understood = ({ headers = {}, body }: Pick<Fixture, 'headers' | 'body'>) =>
  understandForeign(
    { method: 'POST', headers, params: [], body: { value: body, kind: 'json' } },
    { named: true },
  );
const of = (provider: string, name: string) =>
  understood(allFixtures[provider]!.find((fixture) => fixture.name === name)!);

describe('what belongs together', () => {
  it.each([
    ['alertmanager', 'one alert firing', 'one alert resolved'],
    ['grafana', 'one alert firing', 'alert resolved'],
    ['grafana', 'legacy alert firing', 'legacy alert ok'],
    ['uptime-kuma', 'down', 'up'],
    ['nagios', 'a service is critical', 'the service is well again'],
    ['healthchecks', 'check is down, by $JSON', 'check is up again, with a period'],
    ['zabbix', 'problem, macros under their own names', 'problem resolved'],
    ['pagerduty', 'incident triggered', 'incident resolved'],
    ['sentry', 'issue created', 'issue resolved'],
    ['azure-monitor', 'alert fired', 'alert resolved'],
    ['github', 'workflow failed', 'workflow succeeded'],
    ['jenkins', 'build failed', 'build succeeded'],
    ['argo-cd', 'health degraded', 'application deployed, as it is'],
  ])('of %s: %s, and its end', (provider, begins, ends) => {
    const [first, last] = [of(provider, begins).group, of(provider, ends).group];
    expect(first).toMatchObject({ state: 'firing', key: expect.stringMatching(`^${provider} .`) });
    expect(last).toMatchObject({ state: 'resolved', key: first!.key });
  });

  it.each([
    [
      'github',
      ['pull request opened', 'review that approves', 'comment on a pull request', 'pull request merged'],
    ],
    ['gitlab', ['merge request opened', 'comment on a merge request', 'merge request merged']],
    ['bitbucket', ['pull request opened', 'comment on a pull request', 'pull request merged']],
  ])('of %s: a request to merge, and all that is said about it', (provider, names) => {
    const groups = names.map((name) => of(provider, name).group);
    expect(new Set(groups.map((group) => group?.key)).size).toBe(1);
    expect(groups.map((group) => group?.state)).toEqual(names.map(() => 'open'));
  });

  it.each([
    ['github', 'push'],
    ['github', 'workflow requested'],
    ['github', 'issue opened'],
    ['gitlab', 'push'],
    ['stripe', allFixtures.stripe![0]!.name],
    ['slack', allFixtures.slack![0]!.name],
  ])('of %s: a %s stands for itself', (provider, name) => {
    expect(of(provider, name).group).toBeNull();
  });

  it('of CloudWatch: an alarm and its end, but nothing about data that is missing', () => {
    const alarm = (state: string) =>
      understood({
        body: {
          Type: 'Notification',
          TopicArn: 'arn:aws:sns:eu-west-1:1:ops',
          MessageId: `m ${state}`,
          Message: JSON.stringify({ AlarmName: 'HighCPU', Region: 'EU', NewStateValue: state }),
        },
      });
    const groups = ['ALARM', 'OK', 'INSUFFICIENT_DATA'].map((state) => alarm(state).group);
    expect(groups.map((group) => group?.state)).toEqual(['firing', 'resolved', null]);
    expect(new Set(groups.map((group) => group?.key)).size).toBe(1);
    expect(alarm('OK').delivery).toMatchObject({ provider: 'aws-sns', id: 'm OK', isInBody: true });
  });

  it('of GitHub and GitLab: a job that fails is its run’s or pipeline’s; one that passes ends nothing', () => {
    const about = { repository: { full_name: 'acme/site' }, sender: { login: 'mona' } };
    const run = (event: string, thing: object) =>
      understood({
        headers: { 'x-github-event': event },
        body: { ...about, action: 'completed', [event]: thing },
      }).group;
    const failed = run('workflow_run', { id: 7, name: 'CI', conclusion: 'failure' });
    expect(run('workflow_job', { id: 1, run_id: 7, name: 'test', conclusion: 'failure' })).toEqual(failed);
    expect(run('workflow_job', { id: 2, run_id: 7, name: 'lint', conclusion: 'success' })).toBeNull();
    const project = { id: 1, path_with_namespace: 'acme/site' };
    const job = (status: string) =>
      understood({
        headers: { 'x-gitlab-event': 'Job Hook' },
        body: { object_kind: 'build', pipeline_id: 311, build_status: status, project_id: 1, project },
      }).group;
    const pipeline = understood({
      headers: { 'x-gitlab-event': 'Pipeline Hook' },
      body: { object_kind: 'pipeline', object_attributes: { id: 311, status: 'failed' }, project },
    }).group;
    expect(job('failed')).toEqual(pipeline);
    expect(job('success')).toBeNull();
  });

  it('is told apart by the repository, and by nothing where a number is missing', () => {
    const pull = (repository: object | undefined, number?: number) =>
      understood({
        headers: { 'x-github-event': 'pull_request' },
        body: {
          action: 'opened',
          repository,
          sender: { login: 'mona' },
          pull_request: { number, title: 'x' },
        },
      }).group;
    expect(pull({ full_name: 'acme/a' }, 1)!.key).not.toBe(pull({ full_name: 'acme/b' }, 1)!.key);
    expect(pull({ full_name: 'acme/a' })).toBeNull();
    expect(pull(undefined, 1)).toBeNull();
  });
});

describe('a delivery', () => {
  it.each(['github', 'gitlab', 'bitbucket', 'sentry', 'pagerduty', 'stripe', 'aws-sns', 'cloud-events'])(
    'of %s has an id, the provider’s own',
    (provider) => {
      const ids = allFixtures[provider]!.map((fixture) => understood(fixture).delivery);
      expect(ids.find((id) => id !== null)?.provider).toBe(provider);
    },
  );

  it('without one has none', () => {
    expect(
      understood({ headers: { 'x-github-event': 'push' }, body: allFixtures.github![0]!.body }).delivery,
    ).toBeNull();
    expect(understood({ body: { title: 'x' } }).delivery).toBeNull();
  });
});
