import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { expectAccessible } from '../accessibility/axe';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, clipboardOf, TOKENS_PATH } from '../support/tokens-page';
import { urlOf } from '../webhooks/call';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function openFor(page: Page, uniqueName: string) {
  await page.goto(`${TOKENS_PATH}?module=channels&target=${uniqueName}`);
  const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await expect(popup.getByRole('heading', { name: 'Ready to use' })).toBeVisible();
  return popup;
}

test('S26 every tool has its code: the key is dots on screen, and Copy fills it in', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person);
  const channel = await createChannel(person, { name: 'Alpha channel' });
  const popup = await openFor(page, channel.uniqueName);
  const tabs = popup.getByRole('tab');
  await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
  // The arrow keys move between tabs.
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(popup.getByRole('tab', { name: 'PowerShell' })).toBeFocused();
  for (const [tool, copy] of [
    ['Python', 'Copy Python'],
    ['GitHub Actions', 'Copy Once: the key as a secret'],
    ['Alertmanager', 'Copy alertmanager.yml'],
    ['Anything with a URL field', 'Copy Webhook URL'],
  ] as const) {
    await popup.getByRole('tab', { name: tool }).click();
    await expect(popup.getByRole('tabpanel')).toContainText('••••••');
    await popup.getByRole('button', { name: copy }).click();
    await expect.poll(() => clipboardOf(page)).toContain(token);
  }
  await popup.getByRole('tab', { name: 'Python' }).click();
  await popup.getByRole('combobox', { name: 'It sends' }).click();
  await page.getByRole('option', { name: 'Files' }).click();
  await expect(popup.getByRole('tabpanel')).toContainText(`/channelsbyname/${channel.uniqueName}/files`);
  expect(await page.content()).not.toContain(token.slice(-32));
});

test('S26 a test shows the message as people see it, and the first real call shows when it comes', async ({
  page,
  person,
  baseURL,
}) => {
  const { id, token } = await createToken(person);
  const channel = await createChannel(person, { name: 'Alpha channel' });
  const popup = await openFor(page, channel.uniqueName);
  await popup.getByRole('tab', { name: 'Grafana' }).click();
  await popup.getByRole('button', { name: 'Send test' }).click();
  const result = popup.getByRole('region', { name: 'What came of the test' });
  await expect(result).toContainText(/Answered 200 after/);
  await expect(result).toContainText('High memory usage');
  await expect(result).toContainText('Test. Sent from Get Webhook URL');
  await result.getByText('Request and answer').click();
  await expect(result).toContainText(/Authorization: Bearer 1001\.\w+…•+/);
  expect(await page.content()).not.toContain(token.slice(-32));
  await expectAccessible(page, 'what came of a test');
  // A test does not count as the first call.
  await expect(popup.getByText('Waiting for the first call…')).toBeVisible();
  const answer = await postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'Really' });
  expect(answer.status).toBe(204);
  await expect(popup.getByText(/^It works: called/)).toBeVisible();
  // How long ago it came changes, and is not announced again.
  await expect(popup.getByText('just now')).toBeVisible();
  await expect(popup.getByRole('status').locator('time')).toHaveCount(0);
  await popup.getByRole('link', { name: 'See the call', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}/${id}\\?call=`));
  await page.goto(`/channels/${channel.uniqueName}`);
  await expect(
    page.getByRole('article').filter({ hasText: 'Test. Sent from Get Webhook URL' }),
  ).toBeVisible();
});

test('S26 of a first call in which the handler failed it says that it failed', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person);
  const handlerCode = "function handler() {\n  throw new Error('no such build');\n}";
  const { uniqueName } = await createBot(person, { handlerCode });
  await page.goto(`${TOKENS_PATH}?module=bots&target=${uniqueName}`);
  const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await expect(popup.getByText('Waiting for the first call…')).toBeVisible();
  await postAsService(`${baseURL}${urlOf.botIncoming(uniqueName, token)}`, {});
  await expect(popup.getByText(/^It was called.*, and failed with 422/)).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('S26 a select stands in place of the tabs, and nothing is wider than the page', async ({
    page,
    person,
  }) => {
    await createToken(person);
    const channel = await createChannel(person, { name: 'Alpha channel' });
    const popup = await openFor(page, channel.uniqueName);
    await expect(popup.getByRole('tab')).toHaveCount(0);
    await popup.getByRole('combobox', { name: 'Tool' }).click();
    await page.getByRole('option', { name: 'Zabbix' }).click();
    await expect(popup.getByRole('tabpanel')).toContainText('zabbix_export');
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow).toBe(0);
    await expectAccessible(page, 'ready to use, on a phone');
  });
});
