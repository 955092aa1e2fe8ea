import { expect, test } from 'playwright/test';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';

const PAGES = [
  '/sign-in',
  '/channels/general',
  '/bots-and-tools/webhook-tokens',
  '/settings/security',
  // The path looks like a file's but is a page.
  '/channels/general.png',
];

test('every page is sent with the headers of the security floor', async ({ context }) => {
  await signIn(context, await createUser(), { steppedUp: true });
  for (const path of PAGES) {
    const response = await context.request.get(path, { maxRedirects: 0 });
    expect(response.headers(), path).toMatchObject({
      'cache-control': expect.stringContaining('no-store'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/frame-ancestors 'none'/),
    });
    expect(response.headers()['x-powered-by'], path).toBeUndefined();
  }
});

test('scripts run only with the nonce of their own response', async ({ context, page }) => {
  await signIn(context, await createUser());
  const policies = [];
  for (let request = 0; request < 2; request++) {
    const response = await context.request.get('/channels/general');
    const policy = response.headers()['content-security-policy'] ?? '';
    const scriptSrc = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
    expect(scriptSrc).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    const nonce = /'nonce-([^']+)'/.exec(scriptSrc)?.[1] ?? '';
    expect(nonce).not.toBe('');
    const html = await response.text();
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)].map(
      ([, attributes = '']) => attributes,
    );
    expect(inline.length).toBeGreaterThan(0);
    for (const attributes of inline) expect(attributes).toContain(`nonce="${nonce}"`);
    policies.push(nonce);
  }
  expect(policies[0]).not.toBe(policies[1]);

  // The browser obeys the policy.
  await page.goto('/bots-and-tools/channels');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const ran = await page.evaluate(() => {
    const script = document.createElement('div');
    script.innerHTML = '<img src="x:" onerror="window.injected = true">';
    document.body.append(script);
    const inline = document.createElement('script');
    inline.textContent = 'window.injected = true';
    document.body.insertAdjacentHTML('beforeend', inline.outerHTML);
    return new Promise((resolve) => requestAnimationFrame(() => resolve('injected' in window)));
  });
  expect(ran).toBe(false);
});

test('answers with secrets are never stored by the browser', async ({ context, baseURL }) => {
  const owner = await createUser();
  const { id } = await createToken(owner);
  await createPasskey(owner);
  await signIn(context, owner, { steppedUp: true });
  const headers = { origin: new URL(baseURL!).origin };
  const answers = [
    await context.request.get('/api/webhook-tokens'),
    await context.request.post('/api/webhook-tokens', { data: { name: 'New' }, headers }),
    await context.request.post(`/api/webhook-tokens/${id}/reveal`, { headers }),
    await context.request.post('/api/recovery-codes', { headers }),
    await context.request.get('/api/step-up'),
  ];
  for (const answer of answers) {
    expect(answer.ok(), answer.url()).toBe(true);
    expect(answer.headers()['cache-control'], answer.url()).toContain('no-store');
  }
});

test('the session cookie is out of reach of scripts and of other sites', async ({ page }) => {
  const password = 'correct horse battery staple';
  const { email } = await createUser({ password });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/(?:channels|bots-and-tools)/);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).toContain('postern-session');
  for (const cookie of cookies) {
    expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie.domain.startsWith('.'), cookie.name).toBe(false);
  }
  expect(await page.evaluate(() => document.cookie)).toBe('');
});
