import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S12 Generated Tokens lists name, unique id, invocations, last invoked and status', async ({
  page,
  person,
  baseURL,
}) => {
  const used = await createToken(person, { name: 'Build server' });
  await createToken(person, { name: 'Old shop', enabled: false });
  await createToken(await createUser(), { name: 'Of somebody else' });
  const { uniqueName } = await createChannel(person);
  for (const text of ['One', 'Two']) {
    await postAsService(channelUrl(baseURL, uniqueName, used.token), { text });
  }
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('heading', { name: 'Generated Tokens' })).toBeVisible();
  const columns = page.getByRole('table', { name: 'Generated Tokens' }).getByRole('columnheader');
  await expect(columns).toContainText(['Name', 'Token', 'Invocations', 'Last invoked', 'Status']);
  const row = rowOf(page, 'Build server');
  await expect(row).toContainText(used.publicId);
  await expect(row.getByRole('link')).toContainText('2');
  await expect(row.getByRole('time').or(row.locator('time'))).toBeVisible();
  await expect(row.getByRole('switch')).toBeChecked();
  const idle = rowOf(page, 'Old shop');
  await expect(idle).toContainText('never');
  await expect(idle.getByRole('switch')).not.toBeChecked();
  await expect(page.getByText('Of somebody else')).toHaveCount(0);
});

test('S21 invocations and last invoked equal the accepted calls, live, and refused ones do not count', async ({
  page,
  person,
  baseURL,
}) => {
  const token = await createToken(person, { name: 'Build server' });
  const { uniqueName } = await createChannel(person);
  const url = channelUrl(baseURL, uniqueName, token.token);
  await page.goto(TOKENS_PATH);
  const row = rowOf(page, 'Build server');
  await expect(row).toContainText('never');
  const sends = Array.from({ length: 12 }, (_, index) =>
    postAsService(url, index % 4 === 3 ? { nonsense: true } : { text: `Call ${index}` }),
  );
  const accepted = (await Promise.all(sends)).filter(({ status }) => status === 204).length;
  const beforeLastMs = Date.now();
  expect((await postAsService(url, { text: 'The last' })).status).toBe(204);
  const afterLastMs = Date.now();
  await postAsService(url, { nonsense: true });
  expect(accepted).toBe(9);
  await expect(row.getByRole('link')).toContainText(String(accepted + 1), { timeout: 15_000 });
  const at = Date.parse((await row.locator('time').getAttribute('datetime')) ?? '');
  expect(at).toBeGreaterThanOrEqual(beforeLastMs - 1);
  expect(at).toBeLessThanOrEqual(afterLastMs);
  await row.getByRole('link').click();
  await expect(page.getByText('10 accepted').first()).toBeVisible();
  await expect(page.getByText('4 refused').first()).toBeVisible();
});
