import type { Fixture } from '../fixture';

const DOCUMENT = 'https://docs.gitlab.com/user/project/integrations/webhook_events/';
const project = {
  id: 15,
  name: 'Site',
  path_with_namespace: 'acme/site',
  web_url: 'https://gitlab.example/acme/site',
  default_branch: 'main',
};
const user = { name: 'Mona Lisa', username: 'mona', avatar_url: null };

const hook = (header: string, kind: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: kind,
  document: DOCUMENT,
  headers: { 'x-gitlab-event': header, 'x-gitlab-event-uuid': '13792a34-cac6-4fda-95a8-c58e00a3954e' },
  body: { object_kind: kind, project, ...body },
});
const commit = (id: string, message: string) => ({
  id: `${id}e1c2d3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8`,
  message,
  url: `${project.web_url}/-/commit/${id}`,
  author: { name: 'Mona Lisa' },
});
const merge = {
  iid: 4,
  title: 'Take long names',
  url: `${project.web_url}/-/merge_requests/4`,
  source_branch: 'long_names',
  target_branch: 'main',
  description: 'Names were **cut**.\n\nCloses #7',
};

export const gitlabFixtures: Fixture[] = [
  hook('Push Hook', 'push', 'push', {
    ref: 'refs/heads/main',
    before: '95790bf8',
    after: 'da156088',
    user_name: 'Mona Lisa',
    total_commits_count: 7,
    commits: [commit('b6568db1', 'Update readme\n\nMore.'), commit('da156088', 'Fix *login*')],
  }),
  hook('Tag Push Hook', 'tag_push', 'tag pushed', {
    ref: 'refs/tags/v2.4.0',
    before: '0000000000000000000000000000000000000000',
    after: 'da156088',
    user_name: 'Mona Lisa',
    commits: [],
    total_commits_count: 0,
  }),
  hook('Merge Request Hook', 'merge_request', 'merge request opened', {
    user,
    object_attributes: { ...merge, action: 'open', state: 'opened' },
  }),
  hook('Merge Request Hook', 'merge_request', 'merge request merged', {
    user,
    object_attributes: { ...merge, action: 'merge', state: 'merged' },
  }),
  hook('Issue Hook', 'issue', 'issue closed', {
    user,
    object_attributes: {
      iid: 7,
      title: 'Names are cut',
      url: `${project.web_url}/-/issues/7`,
      action: 'close',
    },
  }),
  hook('Note Hook', 'note', 'comment on a merge request', {
    user,
    merge_request: { iid: 4, title: 'Take long names' },
    object_attributes: { note: 'Nice, *thank you*', url: `${project.web_url}/-/merge_requests/4#note_1` },
  }),
  hook('Pipeline Hook', 'pipeline', 'pipeline failed', {
    user,
    object_attributes: {
      id: 311,
      iid: 31,
      ref: 'main',
      status: 'failed',
      duration: 192,
      url: `${project.web_url}/-/pipelines/311`,
    },
    commit: { message: 'Fix login\n\nMore', title: 'Fix login' },
    builds: [
      { name: 'lint', status: 'failed', allow_failure: true },
      { name: 'test:unit', status: 'failed', allow_failure: false },
      { name: 'deploy', status: 'skipped' },
    ],
  }),
  hook('Pipeline Hook', 'pipeline', 'pipeline passed', {
    user,
    object_attributes: { id: 312, iid: 32, ref: 'main', status: 'success', duration: 63 },
  }),
  hook('Job Hook', 'build', 'job failed', {
    user,
    ref: 'main',
    build_id: 1977,
    build_name: 'test',
    build_status: 'failed',
    build_duration: 12.4,
    build_failure_reason: 'script_failure',
    commit: { message: 'Fix login' },
  }),
  hook('Release Hook', 'release', 'release', {
    action: 'create',
    name: 'Long names',
    tag: 'v2.4.0',
    url: `${project.web_url}/-/releases/v2.4.0`,
    description: '* Names may have 200 characters',
  }),
  hook('Emoji Hook', 'emoji', 'an event that is not known', { user, event_type: 'award' }),
];
