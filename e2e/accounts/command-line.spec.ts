import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { createUser } from '@/prisma/factories/create-user';
import { startOwnServer } from '../support/own-server';

type Said = { code: number; out: string; err: string };

/** `npm run admin -- …` as an operator types it. */
function admin(args: string[], settings: Record<string, string> = {}): Promise<Said> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '', ...settings };
    execFile(process.execPath, ['scripts/admin.mjs', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}
const linkIn = ({ out }: Said) => /https?:\/\/\S+\/reset\/[\w-]{43}/.exec(out)?.[0] ?? '';

test('the command line lets people back in while the embedded database runs and while it does not', async ({
  request,
}) => {
  // This starts a database four times and a server twice.
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-admin-'));
  chmodSync(dataDir, 0o711);
  const settings = { DATABASE_URL: '', DATA_DIR: dataDir };
  const server = await startOwnServer(settings);
  const password = 'correct horse battery';
  const person = { organizationName: 'Northwind', name: 'Ada', email: 'ada@example.com', password };
  expect((await request.post(`${server.url}/api/setup`, { data: person })).ok()).toBe(true);
  const here = { ...settings, PUBLIC_URL: server.url };

  const running = await admin(['reset-second-factor', 'Ada@Example.com'], here);
  expect([running.code, linkIn(running).startsWith(server.url)]).toEqual([0, true]);
  const use = (link: string, data: object) =>
    request.post(`${server.url}/api/reset-links/use`, { data: { code: link.split('/').at(-1), ...data } });
  expect((await use(linkIn(running), {})).status()).toBe(204);
  const promoted = await admin(['make-administrator', 'ada@example.com'], here);
  expect(promoted.out).toContain('is an administrator already');
  await server.stop();

  const lockFile = path.join(dataDir, 'postgres', 'postmaster.pid');
  const interrupted = spawn(process.execPath, ['scripts/admin.mjs', 'reset-password', person.email], {
    env: { ...process.env, NODE_OPTIONS: '', ...here },
    stdio: 'ignore',
  });
  await expect.poll(() => existsSync(lockFile), { intervals: [5] }).toBe(true);
  interrupted.kill('SIGINT');
  await once(interrupted, 'exit');
  // The database that the command has started ends with it.
  await expect.poll(() => existsSync(lockFile)).toBe(false);

  const stopped = await admin(['reset-password', 'ada@example.com'], here);
  expect([stopped.code, linkIn(stopped).startsWith(server.url)]).toEqual([0, true]);
  // The command has stopped the database again, so Postern starts, and the link works.
  const again = await startOwnServer(settings);
  const code = linkIn(stopped).split('/').at(-1);
  const data = { code, password: 'a quite new password' };
  expect((await request.post(`${again.url}/api/reset-links/use`, { data })).status()).toBe(204);
  await again.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the command line works on the database of DATABASE_URL and makes administrators', async () => {
  const member = await createUser({ name: 'Grace Hopper' });
  const made = await admin(['make-administrator', member.email]);
  expect([made.code, made.out]).toEqual([0, expect.stringContaining('is an administrator now.')]);
  expect(linkIn(await admin(['reset-password', member.email]))).not.toBe('');
});

const nowhere = path.join(os.tmpdir(), 'postern-no-such-directory');
for (const { args, settings, says } of [
  { args: [], says: /^Say what to do: npm run admin/ },
  { args: ['reset'], says: /^There is no command reset: use npm run admin/ },
  { args: ['toString', 'ada@example.com'], says: /^There is no command toString/ },
  { args: ['reset-password'], says: /^Say whose account it is/ },
  { args: ['reset-password', 'ada'], says: /^ada is no e-mail address/ },
  { args: ['reset-password', 'ada@example.com', 'now'], says: /takes one e-mail address/ },
  { args: ['reset-password', 'nobody-at-all@example.com'], says: /^There is no account for nobody-at-all@/ },
  {
    args: ['reset-password', 'ada@example.com'],
    settings: { DATABASE_URL: '', DATA_DIR: nowhere },
    says: /^There is no database in .*postern-no-such-directory: give the DATA_DIR/,
  },
  {
    args: ['make-administrator', 'ada@example.com'],
    settings: { DATA_DIR: nowhere },
    says: /^There are no secrets in .*postern-no-such-directory: give the DATA_DIR/,
  },
]) {
  test(`the command line answers “${args.join(' ')}” ${settings ? 'elsewhere ' : ''}with one sentence`, async () => {
    const { code, out, err } = await admin(args, settings);
    const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('·'));
    expect([code, out, lines.length]).toEqual([1, '', 1]);
    expect(lines[0]).toMatch(says);
  });
}
