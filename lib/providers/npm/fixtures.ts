import type { Fixture } from '../fixture';

const hook = (event: string, name: string, change: object, payload: object = {}): Fixture => ({
  name,
  event: `package:${event}`,
  document: 'https://docs.npmjs.com/cli/commands/npm-hook',
  headers: { 'x-npm-signature': 'sha256=0', 'content-type': 'application/json' },
  body: {
    event: `package:${event}`,
    name: '@acme/site_kit',
    type: 'package',
    version: '1.0.0',
    hookOwner: { username: 'mona' },
    payload: {
      name: '@acme/site_kit',
      description: 'Parts of *pages*',
      'dist-tags': { beta: '2.5.0-b.1' },
      ...payload,
    },
    change,
    time: 1764321120,
  },
});

export const npmFixtures: Fixture[] = [
  hook(
    'publish',
    'version published',
    { version: '2.4.0', 'dist-tag': 'latest' },
    { versions: { '2.4.0': { version: '2.4.0', _npmUser: { name: 'octo', email: 'octo@example.com' } } } },
  ),
  hook('unpublish', 'version unpublished', { version: '2.3.9' }),
  hook(
    'deprecated',
    'version deprecated',
    { deprecated: '1.0.0' },
    { versions: { '1.0.0': { deprecated: 'Use 2.x' } } },
  ),
  hook('dist-tag', 'tag moved', { 'dist-tag': 'beta' }),
  hook('owner', 'owner added', { maintainer: 'hubot' }),
  hook('star', 'starred', { user: 'hubot' }),
  hook('security-hold', 'an event that is not known', {}),
];
