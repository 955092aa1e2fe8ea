import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { type OwnServer, startOwnServer } from '../support/own-server';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

// The tests share one server and run one after another. On a busy machine processes start slowly.
test.describe.configure({ mode: 'default', timeout: 300_000 });

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer({ WEB_CONCURRENCY: '2' });
});
test.afterAll(() => server.stop());

async function builds() {
  const owner = await createUser();
  const token = await createToken(owner);
  const channel = await createChannel(owner);
  const path = urlOf.channel(channel.uniqueName, token.token);
  const stored = () => db().message.count({ where: { feedId: channel.feedId } });
  return { owner, token, path, url: `${server.url}${path}`, page: `/channels/${channel.uniqueName}`, stored };
}

/** Each call on a connection of its own, so that the processes take turns. */
const ALONE = { connection: 'close' };

test('S3 open pages are live whichever process serves them and whichever took the call', async ({
  context,
  baseURL,
}) => {
  const { owner, path, page: at } = await builds();
  await signIn(context, owner);
  const pages = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
  const [other, first, second] = pages;
  await other!.goto(at);
  for (const page of [first!, second!]) await page.goto(`${server.url}${at}`);
  const origins = [server.url, server.url, server.url, server.url, baseURL!];
  for (const [index, origin] of origins.entries()) {
    expect((await post(`${origin}${path}`, { text: `Call ${index} arrived` }, ALONE)).status).toBe(204);
    for (const page of pages) await expect(page.getByRole('log')).toContainText(`Call ${index} arrived`);
  }
});

test('S21 a rolling restart under load drops nothing, and open pages come back', async ({
  context,
  page,
}) => {
  const { owner, url, page: at } = await builds();
  // A channel of its own: the page would draw thousands of messages before the last one.
  const load = await builds();
  await signIn(context, owner);
  expect((await post(url, { text: 'Before the restart' })).status).toBe(204);
  await page.goto(`${server.url}${at}`);
  await expect(page.getByRole('log')).toContainText('Before the restart');
  const statuses: number[] = [];
  let sending = true;
  const caller = async (headers: Record<string, string>) => {
    while (sending) statuses.push((await post(load.url, { text: 'again' }, headers)).status);
  };
  const callers = [caller({}), caller({}), caller({}), caller(ALONE)];
  await expect.poll(() => statuses.length).toBeGreaterThan(20);
  server.signal('SIGUSR2');
  await expect.poll(() => server.output(), { timeout: 150_000 }).toContain('2 of 2 replaced');
  sending = false;
  await Promise.all(callers);
  expect(statuses.filter((status) => status !== 204)).toEqual([]);
  expect(await load.stored()).toBe(statuses.length);
  expect((await post(url, { text: 'After the restart' })).status).toBe(204);
  await expect(page.getByRole('log')).toContainText('After the restart');
});

test('S21 workers that would begin with other secrets than the database’s do not serve, and the old ones go on', async () => {
  const dataDir = test.info().outputPath('data');
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secrets.json');
  const right = readFileSync(join(process.env.DATA_DIR ?? '', 'secrets.json'), 'utf8');
  const others = JSON.stringify({ ...JSON.parse(right), tokenPepper: '0'.repeat(64) });
  writeFileSync(file, right);
  const careful = await startOwnServer({ WEB_CONCURRENCY: '2', DATA_DIR: dataDir });
  const { path } = await builds();
  const call = async () => (await post(`${careful.url}${path}`, { text: 'x' }, ALONE)).status;
  writeFileSync(file, others);
  careful.signal('SIGUSR2');
  await expect
    .poll(() => careful.output(), { timeout: 150_000 })
    .toContain('tokenPepper is not the one that this database was filled with');
  expect(await Promise.all([call(), call(), call(), call()])).toEqual([204, 204, 204, 204]);
  writeFileSync(file, right);
  careful.signal('SIGUSR2');
  await expect.poll(() => careful.output(), { timeout: 150_000 }).toContain('2 of 2 replaced');
  expect(await call()).toBe(204);
  await careful.stop();
});

test('S16 a token switched off through one process is refused by all at once', async ({ context }) => {
  const { owner, token, url } = await builds();
  await signIn(context, owner, { steppedUp: true });
  const call = () => post(url, { text: 'x' }, ALONE).then(({ status }) => status);
  expect(await Promise.all([call(), call(), call(), call()])).toEqual([204, 204, 204, 204]);
  const switched = await context.request.put(`${server.url}/api/webhook-tokens/${token.id}/status`, {
    data: { enabled: false },
    headers: { origin: server.url },
  });
  expect(switched.ok()).toBe(true);
  expect(await Promise.all([call(), call(), call(), call()])).toEqual([401, 401, 401, 401]);
});

test('S21 a stop under load answers what it has stored, stores what it has answered, and says so to balancers', async () => {
  const stopping = await startOwnServer({ WEB_CONCURRENCY: '2', SHUTDOWN_DELAY_SECONDS: '5' });
  const { path, stored } = await builds();
  const health = async () =>
    (await fetch(`${stopping.url}/api/health`, { headers: ALONE }).catch(() => null))?.status;
  expect(await health()).toBe(200);
  const accepted: number[] = [];
  const others: unknown[] = [];
  const caller = async () => {
    for (;;) {
      try {
        const { status } = await post(`${stopping.url}${path}`, { text: 'again' });
        (status === 204 ? accepted : others).push(status);
      } catch {
        // Nobody listens any more. Until then nothing may fail, as `others` and the count below show.
        if ((await health()) === undefined) return;
      }
    }
  };
  const callers = [caller(), caller(), caller()];
  await expect.poll(() => accepted.length).toBeGreaterThan(20);
  stopping.signal('SIGTERM');
  await expect.poll(health, { intervals: [100] }).toBe(503);
  const before = accepted.length;
  // It still answers during the delay.
  await expect.poll(() => accepted.length).toBeGreaterThan(before + 5);
  await stopping.stop();
  await Promise.all(callers);
  expect(others).toEqual([]);
  expect(await stored()).toBe(accepted.length);
});
