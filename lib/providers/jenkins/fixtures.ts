import type { Fixture } from '../fixture';

const phase = (name: string, build: object): Fixture => ({
  name,
  event: (build as { phase: string }).phase,
  document: 'https://plugins.jenkins.io/notification/',
  body: {
    name: 'shop-build',
    display_name: 'shop » build',
    url: 'job/shop-build/',
    build: {
      full_url: 'https://jenkins.example/job/shop-build/18/',
      number: 18,
      queue_id: 2,
      timestamp: 1764321120000,
      url: 'job/shop-build/18/',
      scm: {
        url: 'https://git.example/shop.git',
        branch: 'origin/main',
        commit: 'c6d86dc654b12425e706bcf951adfe5a8627a517',
        culprits: ['mona'],
      },
      artifacts: {},
      ...build,
    },
  },
});

export const jenkinsFixtures: Fixture[] = [
  phase('build failed', {
    phase: 'COMPLETED',
    status: 'FAILURE',
    duration: 192_000,
    log: '[ERROR] LoginTest.longNames\n[ERROR]   expected:<200> but was:<64>\nBuild step failed',
  }),
  phase('build succeeded', { phase: 'FINALIZED', status: 'SUCCESS', duration: 181_500 }),
  phase('build is unstable', { phase: 'COMPLETED', status: 'UNSTABLE', notes: '2 tests are flaky' }),
  phase('build started', { phase: 'STARTED' }),
];
