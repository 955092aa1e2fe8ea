import type { Fixture } from '../fixture';

export const dockerHubFixtures: Fixture[] = [
  {
    name: 'image pushed',
    event: 'push',
    document: 'https://docs.docker.com/docker-hub/repos/manage/webhooks/',
    body: {
      callback_url: 'https://registry.hub.docker.example/u/acme/site/hook/1/',
      push_data: { pushed_at: 1764321120, pusher: 'mona', tag: 'v2.4.0_rc' },
      repository: {
        name: 'site',
        namespace: 'acme',
        owner: 'acme',
        repo_name: 'acme/site',
        repo_url: 'https://hub.docker.example/r/acme/site',
        status: 'Active',
      },
    },
  },
];
