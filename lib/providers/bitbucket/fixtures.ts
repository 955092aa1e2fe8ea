import type { Fixture } from '../fixture';

const DOCUMENT = 'https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/';
const html = (path: string) => ({ html: { href: `https://bitbucket.example/acme/site${path}` } });
const hook = (key: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: key,
  document: DOCUMENT,
  headers: { 'x-event-key': key, 'x-request-uuid': '2f1c', 'user-agent': 'Bitbucket-Webhooks/2.0' },
  body: {
    actor: { display_name: 'Mona Lisa', type: 'user' },
    repository: { full_name: 'acme/site', name: 'site', links: html('') },
    ...body,
  },
});
const pullrequest = {
  id: 4,
  title: 'Take *long* names',
  description: 'Names were cut.\r\n\r\nSee #7',
  source: { branch: { name: 'long_names' } },
  destination: { branch: { name: 'main' } },
  links: html('/pull-requests/4'),
};

export const bitbucketFixtures: Fixture[] = [
  hook('repo:push', 'push', {
    push: {
      changes: [
        {
          new: { type: 'branch', name: 'main' },
          closed: false,
          forced: false,
          truncated: false,
          links: html('/branches/compare/a..b'),
          commits: [
            {
              hash: '709d658dc5b6d6afcd46049c2f332ee3f515a67d',
              message: 'Fix login\n',
              links: html('/commits/709d658'),
            },
          ],
        },
      ],
    },
  }),
  hook('pullrequest:created', 'pull request opened', { pullrequest }),
  hook('pullrequest:fulfilled', 'pull request merged', { pullrequest }),
  hook('pullrequest:comment_created', 'comment on a pull request', {
    pullrequest,
    comment: { content: { raw: 'Why *64*?' }, links: html('/pull-requests/4#comment-1') },
  }),
  hook('repo:commit_status_updated', 'build failed', {
    commit_status: {
      name: 'shop-build',
      key: 'SHOP',
      state: 'FAILED',
      description: '2 of 431 tests failed',
      refname: 'main',
      url: 'https://ci.example.com/18',
    },
  }),
  hook('repo:transfer', 'an event that is not known', {}),
];
