import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { PNG } from '@/test/support/picture';
import { signIn } from '../support/sign-in';
import { call, urlOf } from './call';

test('S4 files posted to a channel are seen there and come back byte for byte, for its members alone', async ({
  page,
  context,
  browser,
}) => {
  const owner = await createUser({ name: 'Grace Hopper' });
  const { token } = await createToken(owner, { name: 'Nightly build' });
  const channel = await createChannel(owner);
  const log = Buffer.alloc(900_000, 'step ok – weiter\n');
  const form = new FormData();
  form.append('files', new Blob([PNG]), 'chart.png');
  form.append('files', new Blob([log]), 'bau protokoll.log');
  form.append('comments', '["Duration by week","All of it"]');
  await signIn(context, owner);
  await page.goto(`/channels/${channel.uniqueName}`);
  const url = urlOf.channel(channel.uniqueName, token).replace('/message', '/files');
  expect(await call(url, { body: form })).toMatchObject({ status: 204, text: '' });

  const message = page.getByRole('article', { name: 'Grace Hopper via Nightly build' });
  await expect(message).toContainText('Duration by week');
  await expect(message).toContainText('All of it');
  const picture = message.getByRole('img', { name: 'chart.png' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBe(1);

  const links = message.locator('a[download]');
  const paths: string[] = [];
  for (const [name, bytes] of [
    ['chart.png', PNG],
    ['bau protokoll.log', log],
  ] as const) {
    const link = links.filter({ hasText: name });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect((await readFile(await download.path())).equals(bytes)).toBe(true);
    paths.push((await link.getAttribute('href')) ?? '');
  }

  const served = await context.request.get(paths[1] ?? '');
  expect(served.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  const stranger = await browser.newContext();
  expect((await stranger.request.get(paths[1] ?? '')).status()).toBe(401);
  await signIn(stranger, await createUser());
  expect((await stranger.request.get(paths[1] ?? '')).status()).toBe(404);
  await stranger.close();
});
