import dns from 'node:dns';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { checkDatabase } from './check-database';
import { withDatabase } from './url';

const url = inject('databaseUrl');
const changed = (change: (url: URL) => void) => {
  const copy = new URL(url);
  change(copy);
  return copy.href;
};

test('the database of the tests can be used', async () => {
  await expect(checkDatabase(url)).resolves.toBeUndefined();
});

const cases: [what: string, url: string, says: RegExp][] = [
  ['text that is no address', 'somewhere', /DATABASE_URL is not a valid address.*postgres:\/\/user/],
  ['another kind of database', 'mysql://localhost/x', /DATABASE_URL is not a valid address/],
  [
    'a port where nobody listens',
    changed((copy) => (copy.port = '1')),
    /No PostgreSQL answers at 127\.0\.0\.1:1/,
  ],
  [
    'a database that does not exist',
    withDatabase(url, 'no_such_database'),
    /no database "no_such_database": create it/,
  ],
  [
    'a user that may not come in',
    changed((copy) => (copy.password = 'wrong-secret')),
    /refuses the password of user/,
  ],
  [
    'a host that does not exist',
    'postgres://a:b@no-such-host.invalid/x',
    /no-such-host\.invalid:5432\) cannot be found/,
  ],
];

/** No name can be found. A real question may be lost on its way, and is repeated later than the check waits. */
function withoutNames() {
  const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  const lookup = vi.spyOn(dns, 'lookup');
  lookup.mockImplementation(((_host: string, _options: object, done: (error: Error) => void) =>
    done(notFound)) as never);
  onTestFinished(() => lookup.mockRestore());
}

test.each(cases)('%s is reported in one sentence, without the password', async (_, broken, says) => {
  withoutNames();
  const error = await checkDatabase(broken).catch((reason: Error) => reason);
  expect(error).toMatchObject({ name: 'BootError', message: expect.stringMatching(says) });
  expect((error as Error).message).not.toContain('wrong-secret');
  expect((error as Error).message).not.toMatch(/\n/);
});
