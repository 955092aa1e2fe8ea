import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { hold } from '../support/hold';
import { postAsService } from '../support/service';
import { tokenWithAccepted } from '../support/some-calls';
import { expect, test } from '../support/test';
import { channelUrl, TOKENS_PATH } from '../support/tokens-page';
import { rowsOf } from '../support/usage-page';

const STREAM = /\/api\/events\?/;

test('a call that comes before the history is connected is shown when it is', async ({
  page,
  person,
  baseURL,
}) => {
  const { path, url } = await tokenWithAccepted(person, baseURL, 1);
  const connect = await hold(page, STREAM);
  await page.goto(path);
  await expect(rowsOf(page)).toHaveCount(1);
  await postAsService(url, { text: 'Meanwhile' });
  connect();
  await expect(rowsOf(page)).toHaveCount(2);
});

test('Get Webhook URL waits for the first call only when it knows the call before, and misses none before it is connected', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person);
  const { uniqueName } = await createChannel(person);
  const connect = await hold(page, STREAM);
  const answer = await hold(page, /\/usage\/invocations\?/);
  await page.goto(`${TOKENS_PATH}?module=channels&target=${uniqueName}`);
  const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await expect(popup.getByText('Connecting…')).toBeVisible();
  answer();
  await expect(popup.getByText('Waiting for the first call…')).toBeVisible();
  await postAsService(channelUrl(baseURL, uniqueName, token), { text: 'Build 128 passed' });
  connect();
  await expect(popup.getByText(/^It works: called/)).toBeVisible();
});
