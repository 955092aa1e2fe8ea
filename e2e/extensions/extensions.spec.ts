import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { editorOf } from '../support/code-editor';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const says = (word: string) => `function handler() {\n  return { text: '${word}', said: '${word}' };\n}`;

test('S6 S7 publishing makes the sandbox’s code the next version, rolling back returns to an older one', async ({
  page,
  person,
}) => {
  const extension = await createExtension(person);
  const { token } = await createToken(person);
  const said = async (environment: 'sandbox' | 'marketplace') =>
    (await post(urlOf.extension(extension[environment], token), {})).json?.said;
  await page.goto(`/bots-and-tools/extensions/${extension.number}`);
  await page.getByRole('button', { name: 'Write a handler' }).click();
  const save = async (word: string) => {
    await editorOf(page).fill(says(word));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Not saved')).toHaveCount(0);
  };
  const publish = async (version: number) => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByLabel('Version note').fill(`Says it for the ${version}. time`);
    await page.getByRole('button', { name: `Publish version ${version}` }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'Versions' })).toContainText(`${version}. time`);
  };
  await save('first');
  expect(await said('sandbox')).toBe('first');
  await publish(1);
  expect(await said('marketplace')).toBe('first');
  await save('second');
  expect([await said('sandbox'), await said('marketplace')]).toEqual(['second', 'first']);
  await publish(2);
  expect(await said('marketplace')).toBe('second');

  await page.getByRole('button', { name: 'Roll back to version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect([await said('sandbox'), await said('marketplace')]).toEqual(['second', 'first']);
  await page.getByRole('button', { name: 'Return to version 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await said('marketplace')).toBe('second');
});

test('app keys are hidden until revealed, and a new one shuts the old one out', async ({ page, person }) => {
  const extension = await createExtension(person, { code: says('hello') });
  const { token } = await createToken(person);
  const url = urlOf.extension(extension.sandbox, token);
  expect((await post(url, {})).status).toBe(200);
  await page.goto(`/bots-and-tools/extensions/${extension.number}`);
  await expect(page.getByText(extension.sandbox.appId, { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(extension.sandbox.appKey);
  await page.getByRole('button', { name: 'Reveal Sandbox app key' }).click();
  await expect(page.getByText(extension.sandbox.appKey, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'New Sandbox app key' }).click();
  await page.getByRole('button', { name: 'Make new key' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await post(url, {})).toMatchObject({ status: 403, json: { code: 'extension_key_invalid' } });
});

test('a published extension is installed by others, who never see its code or keys', async ({
  page,
  person,
}) => {
  const owner = await createUser();
  const extension = await createExtension(owner, { code: says('hello'), published: true });
  const hidden = await createExtension(owner);
  const { token } = await createToken(owner);
  expect(person.id).not.toBe(owner.id);
  await page.goto(`/bots-and-tools/extensions/${extension.number}`);
  await page
    .getByRole('button', { name: /^Install/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Install/ })).toHaveCount(0);
  expect((await post(urlOf.extension(extension.marketplace, token), {})).json!.user_ids).toContain(person.id);
  await expect(page.getByRole('article')).toContainText('hello');
  const html = await page.content();
  for (const secret of [extension.marketplace.appKey, extension.sandbox.appKey, 'function handler']) {
    expect(html).not.toContain(secret);
  }
  const path = `/api/extensions/${extension.number}`;
  const headers = { origin: new URL(test.info().project.use.baseURL!).origin };
  expect((await page.request.post(`${path}/app-keys/sandbox/reveal`, { headers })).status()).toBe(404);
  expect((await page.request.get(`/api/extensions/${hidden.number}`)).status()).toBe(404);
});

test('six extensions or more are searched by name', async ({ page, person }) => {
  const names = Array.from({ length: 6 }, () => unique('Sought'));
  for (const name of names) await createExtension(person, { name });
  await goToAlive(page, '/bots-and-tools/extensions');
  const own = page.getByRole('region', { name: 'Yours' }).getByRole('listitem');
  await expect(own).toHaveCount(6);
  const search = page.getByPlaceholder('Search extensions');
  await search.fill(names[3]!.toUpperCase());
  await expect(own).toHaveCount(1);
  await expect(own).toContainText(names[3]!);
  await search.fill(`${names[3]} or none`);
  await expect(page.getByText(`No extension is called “${names[3]} or none”`)).toBeVisible();
});
