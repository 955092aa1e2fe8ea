import type { Fixture } from '../fixture';

const DOCUMENT = 'https://docs.gitea.com/usage/webhooks';

const sender = { id: 1, login: 'ada', full_name: 'Ada Lovelace', username: 'ada' };
const repository = {
  id: 140,
  name: 'site',
  full_name: 'acme/site',
  html_url: 'https://git.example/acme/site',
};
const pull_request = {
  id: 11,
  number: 42,
  title: 'Long names {@all}',
  body: 'Closes #7',
  state: 'open',
  merged: false,
  html_url: 'https://git.example/acme/site/pulls/42',
  base: { ref: 'main' },
  head: { ref: 'names' },
  user: sender,
};
const issue = {
  id: 9,
  number: 7,
  title: 'Names are cut',
  body: 'After 64 characters',
  state: 'open',
  html_url: 'https://git.example/acme/site/issues/7',
  user: sender,
  labels: [{ name: 'bug' }],
  pull_request: null,
};

function delivery(
  name: string,
  event: string,
  type: string,
  body: Fixture['body'],
  forge = 'gitea',
): Fixture {
  const own = forge === 'gitea' ? {} : { [`x-${forge}-event`]: event, [`x-${forge}-delivery`]: 'f6266f16' };
  return {
    name,
    event: typeof body.action === 'string' ? `${event}.${body.action}` : event,
    document: forge === 'forgejo' ? 'https://forgejo.org/docs/latest/user/webhooks/' : DOCUMENT,
    headers: {
      'x-gitea-delivery': 'f6266f16',
      'x-gitea-event': event,
      'x-gitea-event-type': type,
      'x-gogs-event': event,
      'x-github-event': event,
      ...own,
    },
    body: { repository, sender, ...body },
  };
}

export const giteaFixtures: readonly Fixture[] = [
  delivery('push', 'push', 'push', {
    ref: 'refs/heads/develop',
    before: '28e1879d029cb852e4844d9c718537df08844e03',
    after: 'bffeb74224043ba2feb48d137756c8a9331c449a',
    compare_url: 'https://git.example/acme/site/compare/28e1879d...bffeb742',
    commits: [
      {
        id: 'bffeb74224043ba2feb48d137756c8a9331c449a',
        message: 'Webhooks Yay!\n\nAnd more',
        url: 'https://git.example/acme/site/commit/bffeb742',
      },
    ],
    total_commits: 1,
    pusher: sender,
  }),
  delivery(
    'pull request opened, of Forgejo',
    'pull_request',
    'pull_request',
    { action: 'opened', number: 42, pull_request },
    'forgejo',
  ),
  delivery('pull request pushed to', 'pull_request', 'pull_request_sync', {
    action: 'synchronized',
    number: 42,
    pull_request,
  }),
  delivery('review that approves', 'pull_request_approved', 'pull_request_review_approved', {
    action: 'reviewed',
    number: 42,
    pull_request,
    review: { type: 'pull_request_review_approved', content: 'Looks *good*' },
  }),
  delivery('review with changes requested', 'pull_request_rejected', 'pull_request_review_rejected', {
    action: 'reviewed',
    number: 42,
    pull_request,
    review: { type: 'pull_request_review_rejected', content: 'Please test it' },
  }),
  delivery('comment on an issue', 'issue_comment', 'issue_comment', {
    action: 'created',
    issue,
    comment: {
      body: 'Here, too',
      html_url: 'https://git.example/acme/site/issues/7#issuecomment-1',
      user: sender,
    },
    is_pull: false,
  }),
  delivery('comment on a pull request', 'issue_comment', 'pull_request_comment', {
    action: 'created',
    issue: { ...issue, number: 42, title: 'Long names', html_url: pull_request.html_url },
    comment: {
      body: 'Nice',
      html_url: 'https://git.example/acme/site/pulls/42#issuecomment-2',
      user: sender,
    },
    is_pull: true,
  }),
  delivery('labels of an issue', 'issues', 'issue_label', { action: 'label_updated', number: 7, issue }),
  delivery('fork', 'fork', 'fork', {
    forkee: repository,
    repository: { full_name: 'ada/site', html_url: 'https://git.example/ada/site' },
  }),
  delivery('wiki page', 'wiki', 'wiki', { action: 'edited', page: 'How to', comment: 'typo' }),
  delivery(
    'an event that is not known',
    'action_run_failure',
    'action_run_failure',
    { action: 'failure' },
    'forgejo',
  ),
];
