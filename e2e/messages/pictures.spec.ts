import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { PNG } from '@/test/support/picture';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { call, urlOf } from '../webhooks/call';

test('a picture that failed to load is loaded once Postern answers again', async ({
  page,
  person,
  context,
}) => {
  const { token } = await createToken(person);
  const { uniqueName } = await createChannel(person);
  const form = new FormData();
  form.append('files', new Blob([PNG]), 'chart.png');
  const url = urlOf.channel(uniqueName, token).replace('/message', '/files');
  expect((await call(url, { body: form })).status).toBe(204);
  await page.route('**/*', (route) =>
    route.request().resourceType() === 'image' ? route.abort() : route.fallback(),
  );
  await goToAlive(page, `/channels/${uniqueName}`);
  const missing = page.getByText('The picture chart.png could not be loaded');
  await expect(missing).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await page.unroute('**/*');
  await context.setOffline(false);
  await expect(page.getByRole('img', { name: 'chart.png' })).toBeVisible();
  await expect(missing).toHaveCount(0);
});
