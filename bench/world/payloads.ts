export const SMALL = JSON.stringify({ text: 'Build *#1024* passed in 3 min' });

/** 2 kB, as a report has them. */
export const LARGE = JSON.stringify({ text: 'Build *#1024* passed in 3 min. '.repeat(64).trim() });

/** What a monitoring service sends to a bot. */
export const ALERT = JSON.stringify({
  status: 'down',
  service: 'checkout',
  detail: 'HTTP 502 from 3 of 4 probes',
});

const REPOSITORY = 'https://api.github.com/repos/acme/site';

/** A push of two commits, with the size that GitHub's have: most of it are the repository's addresses. */
export const PUSH = JSON.stringify({
  ref: 'refs/heads/main',
  before: '9a3f'.repeat(10),
  after: '88d0'.repeat(10),
  compare: 'https://github.com/acme/site/compare/9a3f9a3f9a3f...88d088d088d0',
  created: false,
  deleted: false,
  forced: false,
  pusher: { name: 'mona', email: 'mona@example.com' },
  sender: { login: 'mona', id: 1, type: 'User', html_url: 'https://github.com/mona' },
  repository: {
    id: 1,
    name: 'site',
    full_name: 'acme/site',
    html_url: 'https://github.com/acme/site',
    default_branch: 'main',
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`resource_${n}_url`, `${REPOSITORY}/resource/${n}{/sha}{/path}`]),
    ),
  },
  commits: ['Fix login for long names\n\nThe column was too short.', 'Bump dependencies'].map(
    (message, n) => ({
      id: `1f3c${n}`.repeat(8),
      message,
      timestamp: '2026-11-28T12:00:00+01:00',
      url: `https://github.com/acme/site/commit/1f3c${n}`,
      author: { name: 'Mona', email: 'mona@example.com', username: 'mona' },
      added: [],
      removed: [],
      modified: ['src/login.ts', 'src/login.test.ts'],
    }),
  ),
});

/** A plain message of the same size. */
export const AS_LARGE = JSON.stringify({
  text: 'Build *#1024* passed in 3 min. '.repeat(PUSH.length / 31).trim(),
});

/** The headers of GitHub; each delivery has another id. */
export const PUSH_HEADERS = {
  'user-agent': 'GitHub-Hookshot/0000000',
  'x-github-event': 'push',
  'x-github-delivery': '{n}',
};

/** Makes a message of it. */
export const HANDLER = `function handler({ body }) {
  return { text: '*' + body.service + '* is ' + body.status + ': ' + body.detail, broadcast: true };
}
`;
