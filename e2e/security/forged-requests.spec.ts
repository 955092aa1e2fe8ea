import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';

test('another site’s page changes nothing, whatever kind of request it makes', async ({
  context,
  page,
  baseURL,
}) => {
  const owner = await createUser();
  const token = await createToken(owner);
  await signIn(context, owner, { steppedUp: true });
  const evil = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Prize</h1>'),
  );
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  // Another port of localhost is the same site, so Lax cookies travel. 127.0.0.1 is another site.
  for (const host of ['localhost', '127.0.0.1']) {
    await page.goto(`http://${host}:${(evil.address() as AddressInfo).port}/`);
    await page.evaluate(
      async ({ base, id }) => {
        const attempts: [string, string, string?][] = [
          ['POST', '/api/webhook-tokens', '{"name":"Forged"}'],
          ['PUT', `/api/webhook-tokens/${id}/status`, '{"enabled":false}'],
          ['DELETE', `/api/webhook-tokens/${id}`],
          ['POST', `/api/webhook-tokens/${id}/reveal`],
          ['DELETE', '/api/sessions/current'],
          ['POST', '/api/channels', '{"name":"Forged","access":"ORGANIZATION"}'],
        ];
        for (const [method, path, body] of attempts) {
          for (const type of ['text/plain', 'application/json']) {
            const init: RequestInit = { method, credentials: 'include', headers: { 'content-type': type } };
            await fetch(base + path, body ? { ...init, body } : init).catch(() => {});
            await fetch(base + path, { ...init, mode: 'no-cors', ...(body && { body }) }).catch(() => {});
          }
        }
      },
      { base: baseURL!, id: token.id },
    );
    await page.evaluate(
      ({ base }) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = `${base}/api/webhook-tokens`;
        form.enctype = 'text/plain';
        form.innerHTML = `<input name='{"name":"Forged","x":"' value='"}'>`;
        document.body.append(form);
        form.submit();
      },
      { base: baseURL! },
    );
    await page.waitForURL(`${baseURL}/api/webhook-tokens`);
    await expect(page.locator('body')).toContainText('not_same_origin');
  }
  evil.close();
  const tokens = await db().webhookToken.findMany({
    where: { userId: owner.id },
    select: { id: true, enabled: true },
  });
  expect(tokens).toEqual([{ id: token.id, enabled: true }]);
  expect(await db().channel.count({ where: { createdById: owner.id } })).toBe(0);
  expect(await db().session.count({ where: { userId: owner.id, revokedAt: { not: null } } })).toBe(0);
});

test('nothing is changed by GET', async ({ context }) => {
  const owner = await createUser();
  const { id } = await createToken(owner);
  const { uniqueName } = await createChannel(owner);
  await signIn(context, owner, { steppedUp: true });
  const paths = [
    `/api/webhook-tokens/${id}/reveal`,
    `/api/webhook-tokens/${id}/status`,
    `/api/channels/${uniqueName}/membership`,
    '/api/sessions/current',
    '/api/recovery-codes',
    '/api/auth/signout',
  ];
  for (const path of paths) {
    expect((await context.request.get(path)).status(), path).toBeGreaterThanOrEqual(404);
  }
});

test('the webhook endpoints take no notice of who is signed in', async ({ context, baseURL }) => {
  const owner = await createUser();
  const { uniqueName } = await createChannel(owner);
  await signIn(context, owner, { steppedUp: true });
  const answer = await context.request.post(`/api/v2/channelsbyname/${uniqueName}/message`, {
    data: { text: 'Hi' },
    headers: { origin: new URL(baseURL!).origin },
  });
  expect(answer.status()).toBe(401);
  expect(answer.headers()['set-cookie']).toBeUndefined();
  const preflight = await context.request.fetch(`/api/v2/channelsbyname/${uniqueName}/message`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers()['access-control-allow-origin']).toBeUndefined();
});

test('a page that another site frames or a link that redirects away leads nowhere', async ({ context }) => {
  await signIn(context, await createUser());
  const nexts = [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
  ];
  for (const next of nexts) {
    const answer = await context.request.get(`/sign-in?next=${encodeURIComponent(next)}`, {
      maxRedirects: 0,
    });
    const { location = '/' } = answer.headers();
    expect(new URL(location, 'http://postern.example').host, next).toBe('postern.example');
  }
});
