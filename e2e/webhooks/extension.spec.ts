import { expect, test } from 'playwright/test';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { post, urlOf } from './call';

const says = (word: string) =>
  `function handler({ environment }) { return { text: '${word}', said: '${word} in ' + environment }; }`;

async function tracker(options: { published?: boolean } = {}) {
  const owner = await createUser();
  const caller = await createUser();
  const extension = await createExtension(owner, { code: says('first'), ...options });
  const { token } = await createToken(caller);
  return { owner, caller, extension, token };
}

test('S6 the sandbox endpoint runs the code being edited, and reaches its developer alone', async () => {
  const { owner, extension, token } = await tracker();
  const url = urlOf.extension(extension.sandbox, token);
  expect(extension.sandbox.appId).toMatch(/^\d{19}$/);
  expect((await post(url, {})).json).toEqual({ said: 'first in sandbox', user_ids: [owner.id] });
  await saveSandboxCode(owner, BigInt(extension.number), says('second'));
  expect((await post(url, {})).json).toEqual({ said: 'second in sandbox', user_ids: [owner.id] });
});

test('S7 the marketplace endpoint runs the published version, and only that', async () => {
  const { owner, extension, token } = await tracker();
  const url = urlOf.extension(extension.marketplace, token);
  expect(await post(url, {})).toMatchObject({ status: 404, json: { code: 'application_not_found' } });
  await publishExtension(owner, BigInt(extension.number), { note: '' });
  await saveSandboxCode(owner, BigInt(extension.number), says('second'));
  expect((await post(url, {})).json).toMatchObject({ said: 'first in marketplace' });
  await publishExtension(owner, BigInt(extension.number), { note: '' });
  expect((await post(url, {})).json).toMatchObject({ said: 'second in marketplace' });
});

test('S7 a published version reaches everybody who installed it', async () => {
  const owner = await createUser();
  const friend = await createUser();
  const extension = await createExtension(owner, {
    code: says('first'),
    published: true,
    installedBy: [friend],
  });
  const { token } = await createToken(await createUser());
  const answer = await post(urlOf.extension(extension.marketplace, token), {});
  expect(answer.json!.user_ids).toContain(friend.id);
});

test('S6 S7 a wrong, swapped or missing appkey is refused', async () => {
  const { extension, token } = await tracker({ published: true });
  const other = await tracker({ published: true });
  const { sandbox, marketplace } = extension;
  const wrong = [
    { appId: sandbox.appId, appKey: marketplace.appKey },
    { appId: marketplace.appId, appKey: sandbox.appKey },
    { appId: marketplace.appId, appKey: other.extension.marketplace.appKey },
    { appId: sandbox.appId, appKey: `${sandbox.appKey}x` },
    { appId: sandbox.appId, appKey: '' },
  ];
  for (const credentials of wrong) {
    expect(await post(urlOf.extension(credentials, token), {})).toMatchObject({
      status: 403,
      json: { code: 'extension_key_invalid' },
    });
  }
});

test('S6 S7 without a valid token nothing is told about an extension', async () => {
  const { extension } = await tracker();
  for (const credentials of [extension.sandbox, { appId: '999999999999', appKey: 'x' }]) {
    expect(await post(urlOf.extension(credentials, ''), {})).toMatchObject({
      status: 401,
      json: { code: 'authtoken_invalid' },
    });
  }
});
