import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createUser } from '@/prisma/factories/create-user';
import { startOwnServer } from '../support/own-server';

type Claims = { sub: string; email?: string; email_verified?: boolean | string | null; name?: string };
type Told = { inToken: Claims; atUserinfo?: Claims };

/** An OpenID Connect provider that vouches for whoever it is told, without asking. */
async function startProvider(told: () => Told): Promise<{ issuer: string; server: Server }> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const granted = new Map<string, { nonce: string | null; clientId: string | null }>();
  let issuer = '';
  const idToken = (code: string) => {
    const { nonce, clientId } = granted.get(code) ?? { nonce: null, clientId: null };
    const now = Math.floor(Date.now() / 1000);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce, ...told().inToken };
    const signed = `${encode({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${encode(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    const json = (value: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (url.pathname === '/.well-known/openid-configuration') {
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        ...(told().atUserinfo && { userinfo_endpoint: `${issuer}/userinfo` }),
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (url.pathname === '/jwks')
      return json({
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }],
      });
    if (url.pathname === '/userinfo') {
      if (request.headers.authorization !== 'Bearer for-userinfo') return response.writeHead(401).end();
      return json(told().atUserinfo ?? {});
    }
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      granted.set(code, {
        nonce: url.searchParams.get('nonce'),
        clientId: url.searchParams.get('client_id'),
      });
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return response.writeHead(302, { location: back.href }).end();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
    return json({
      access_token: 'for-userinfo',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: idToken(code),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer, server };
}

test('OpenID Connect signs in who has an account with that address, proven and verified, and nobody else', async ({
  browser,
}) => {
  test.slow();
  const createProven = () => createUser({ name: 'Grace Hopper', emailProven: true });
  const member = await createProven();
  let atUserinfo: Claims | undefined;
  let claims: Claims = { sub: randomUUID(), email: member.email, email_verified: false, name: 'Grace' };
  const provider = await startProvider(() => ({ inToken: claims, ...(atUserinfo && { atUserinfo }) }));
  const postern = await startOwnServer({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'postern',
    OIDC_CLIENT_SECRET: 'a-secret-of-both',
    OIDC_NAME: 'Northwind ID',
  });
  try {
    const outcomeOf = async () => {
      const context = await browser.newContext({ baseURL: postern.url });
      const page = await context.newPage();
      await page.goto('/sign-in?next=%2Fbots-and-tools%2Fbots');
      await page.getByRole('button', { name: 'Continue with Northwind ID' }).click();
      const inside = page.getByRole('button', { name: 'Account of Grace Hopper' });
      const outside = page.getByText('There is no account here for the person you signed in as.');
      await expect(inside.or(outside)).toBeVisible();
      const isInside = await inside.isVisible();
      if (isInside) await expect(page).toHaveURL(/\/bots-and-tools\/bots$/);
      await context.close();
      return isInside ? 'inside' : 'outside';
    };
    expect(await outcomeOf(), 'an address that is not verified').toBe('outside');
    claims = { ...claims, email_verified: true };
    expect(await outcomeOf(), 'a verified address').toBe('inside');
    claims = { ...claims, email: 'renamed@example.com' };
    expect(await outcomeOf(), 'the same subject under a new address').toBe('inside');
    claims = {
      sub: randomUUID(),
      email: `stranger-${Date.now()}@example.com`,
      email_verified: true,
      name: 'Eve',
    };
    expect(await outcomeOf(), 'somebody without an account').toBe('outside');
    claims = { ...claims, email: member.email };
    expect(await outcomeOf(), 'another subject with a linked address').toBe('outside');

    const linked = { sub: claims.sub };
    claims = { ...linked, email: (await createProven()).email, email_verified: 'true' };
    expect(await outcomeOf(), 'verified, said in a string').toBe('inside');
    claims = linked;
    expect(await outcomeOf(), 'a linked subject without an address').toBe('inside');
    claims = { ...linked, email: 'renamed@example.com', email_verified: null };
    expect(await outcomeOf(), 'a linked subject with an address that nobody verified').toBe('inside');

    const other = await createProven();
    claims = { sub: randomUUID() };
    atUserinfo = { sub: randomUUID(), email: other.email, email_verified: true };
    expect(await outcomeOf(), 'what the userinfo endpoint says of another subject').toBe('outside');
    atUserinfo = { ...claims, email: other.email, email_verified: 'true' };
    expect(await outcomeOf(), 'claims only at the userinfo endpoint').toBe('inside');
    claims = { sub: randomUUID(), email: 'mallory@example.com', email_verified: true };
    atUserinfo = { ...claims, email: member.email, email_verified: false };
    expect(await outcomeOf(), 'one address here, verified, and another there').toBe('outside');
  } finally {
    await postern.stop();
    provider.server.close();
  }
});

test('S22 who signs in elsewhere does that again, in place, to add a first factor late', async ({
  browser,
}) => {
  test.slow();
  const member = await createUser({ name: 'Grace Hopper', emailProven: true });
  const sub = randomUUID();
  const provider = await startProvider(() => ({
    inToken: { sub, email: member.email, email_verified: true, name: 'Grace' },
  }));
  const postern = await startOwnServer({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'postern',
    OIDC_CLIENT_SECRET: 'a-secret-of-both',
    OIDC_NAME: 'Northwind ID',
  });
  const context = await browser.newContext({ baseURL: postern.url });
  try {
    const page = await context.newPage();
    await page.goto('/sign-in?next=%2Fsettings%2Fsecurity');
    await page.getByRole('button', { name: 'Continue with Northwind ID' }).click();
    await expect(page.getByRole('button', { name: 'Create a passkey' })).toBeVisible();
    const sessions = () =>
      db().session.findMany({
        where: { userId: member.id, userAgent: { not: null }, revokedAt: null },
        select: { id: true },
      });
    const [before] = await sessions();
    await db().session.updateMany({
      where: { userId: member.id },
      data: { authenticatedAt: new Date(Date.now() - 6 * 60 * 1000) },
    });
    await page.reload();
    await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Continue with Northwind ID' }).click();
    await expect(page.getByRole('button', { name: 'Create a passkey' })).toBeVisible();
    await expect(page).toHaveURL(/\/settings\/security$/);
    // The browser has one session, and not the one with which it came.
    const after = await sessions();
    expect(after).toHaveLength(1);
    expect(after[0]).not.toEqual(before);
  } finally {
    await context.close();
    await postern.stop();
    provider.server.close();
  }
});

test('an account that somebody made with an unproven address opens to the provider’s person once its password was given', async ({
  browser,
}) => {
  test.slow();
  const password = 'correct horse battery staple';
  const account = await createUser({ name: 'Grace Hopper', password });
  const provider = await startProvider(() => ({
    inToken: { sub: account.id, email: account.email, email_verified: true, name: 'Grace' },
  }));
  const postern = await startOwnServer({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'postern',
    OIDC_CLIENT_SECRET: 'a-secret-of-both',
    OIDC_NAME: 'Northwind ID',
  });
  const open = async () => {
    const context = await browser.newContext({ baseURL: postern.url });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Northwind ID' }).click();
    return { context, page };
  };
  const refusal = /The account of your e-mail address is not connected with this sign-in yet/;
  const inside = { name: 'Account of Grace Hopper' };
  try {
    const stranger = await open();
    await expect(stranger.page.getByText(refusal)).toBeVisible();
    await stranger.context.close();

    const owner = await open();
    await expect(owner.page.getByText(refusal)).toBeVisible();
    await owner.page.getByLabel('E-mail').fill(account.email);
    await owner.page.getByLabel('Password', { exact: true }).fill(password);
    await owner.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(owner.page.getByRole('button', inside)).toBeVisible();
    await owner.context.close();

    const again = await open();
    await expect(again.page.getByRole('button', inside)).toBeVisible();
    await again.context.close();
  } finally {
    await postern.stop();
    provider.server.close();
  }
});
