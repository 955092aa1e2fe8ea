import { randomBytes, randomUUID } from 'node:crypto';
import * as OTPAuth from 'otpauth';
import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { startOwnServer } from '../support/own-server';
import { transactionNow } from '../support/rows-since';
import { signIn } from '../support/sign-in';
import { databaseText, leaks, type Places, spellings } from './leaks';
import { answersToRawRequests } from './raw-requests';
import { answersToServices } from './service-calls';

test('no secret stands in a log, a page, an RSC payload, an error, a header or a row', async ({
  browser,
}) => {
  test.slow();
  const since = await transactionNow();
  const server = await startOwnServer({ LOG_LEVEL: 'trace' });
  const context = await browser.newContext({ baseURL: server.url });
  const places: Places = {};
  const note = async (
    name: string,
    answer: { text(): Promise<string>; headers(): Record<string, string> },
  ) => {
    const { 'set-cookie': _, ...headers } = answer.headers();
    places[name] = `${await answer.text()}\n${JSON.stringify(headers)}`;
  };

  const password = 'a long password: äöü "7" %20';
  const owner = await createUser({ password, role: 'ADMINISTRATOR' });
  await signIn(context, owner, { steppedUp: true });
  const send = (method: string, path: string, data?: unknown) =>
    context.request.fetch(path, { method, data, headers: { origin: server.url }, maxRedirects: 0 });

  // Each secret comes from the one answer that tells it.
  const { token, id } = await createToken(owner);
  const extension = await createExtension(owner, { published: true });
  const offer = (await (await send('POST', '/api/totp')).json()) as { secret: string };
  const app = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(offer.secret) });
  const confirmed = await send('PUT', '/api/totp', { code: app.generate() });
  expect(confirmed.status()).toBe(200);
  const { codes } = (await (await send('POST', '/api/recovery-codes')).json()) as { codes: string[] };
  const invitation = (await (await send('POST', '/api/invitations', { role: 'MEMBER' })).json()) as {
    url: string;
  };
  const secrets: Record<string, string> = {
    token: token.slice(-32),
    'sandbox app key': extension.sandbox.appKey,
    'marketplace app key': extension.marketplace.appKey,
    password,
    'TOTP secret': offer.secret,
    'recovery code': codes[0]!,
    'recovery code without dashes': codes[0]!.replaceAll('-', ''),
    'used recovery code': codes[1]!,
    invitation: invitation.url.split('/').at(-1)!,
    'signing secret': `whsec_${randomBytes(24).toString('base64url')}`,
    'GitLab token': `gitlab-${randomUUID()}`,
  };

  // Everything a service does with the secrets, rightly and wrongly.
  const channel = await createChannel(owner);
  const bot = await createBot(owner, {
    handlerCode: 'function handler(request) { throw new Error(JSON.stringify(request)); }',
  });
  const echo = await createBot(owner, {
    handlerCode: 'function handler(request) { return { text: "ok", seen: request }; }',
  });
  const signed = await createChannel(owner);
  const signature = {
    scheme: 'gitlab',
    mode: 'WARN',
    custom: null,
    keep: [],
    add: [secrets['signing secret']],
  };
  await note('signature', await send('PUT', `/api/feeds/${signed.feedId}/signature`, signature));
  await note('signature shown', await send('GET', `/api/feeds/${signed.feedId}/signature`));
  await note(
    'signature tried',
    await send('POST', `/api/feeds/${signed.feedId}/signature/preview`, signature),
  );
  await note(
    'signature refused',
    await send('PUT', `/api/feeds/${signed.feedId}/signature`, { ...signature, mode: 'X' }),
  );
  Object.assign(
    places,
    await answersToServices({
      url: server.url,
      token,
      extension,
      channel,
      signed,
      bot,
      echo,
      gitlabToken: secrets['GitLab token']!,
    }),
    await answersToRawRequests(server.url, token),
  );

  // Everything a person does with the secrets, rightly and wrongly.
  const { csrfToken } = (await (await send('GET', '/api/auth/csrf')).json()) as { csrfToken: string };
  const signingIn = { email: owner.email, csrfToken, json: 'true', callbackUrl: '/' };
  await note('sign-in', await send('POST', '/api/auth/callback/password', { ...signingIn, password }));
  await signIn(context, owner, { steppedUp: true });
  await note(
    'wrong sign-in',
    await send('POST', '/api/auth/callback/password', { ...signingIn, password: `${password}x` }),
  );
  await note('used recovery code', await send('POST', '/api/step-up/recovery-code', { code: codes[1] }));
  await note('recovery code again', await send('POST', '/api/step-up/recovery-code', { code: codes[1] }));
  await note('wrong code', await send('POST', '/api/step-up/authenticator-app', { code: '000000' }));
  await note(
    'taken e-mail',
    await send('POST', '/api/invitations/accept', { ...owner, password, code: secrets.invitation }),
  );
  await note(
    'no second set-up',
    await send('POST', '/api/setup', { ...owner, password, organizationName: 'X' }),
  );
  await note('bad name', await send('PUT', `/api/webhook-tokens/${id}/name`, { name: '' }));
  for (const path of ['', '/targets', `/${id}/usage`, `/${id}/usage/invocations`, `/${id}/usage/chart`]) {
    await note(`GET tokens${path}`, await send('GET', `/api/webhook-tokens${path}`));
  }
  const calls = await db().invocation.findMany({ where: { tokenId: id }, select: { id: true } });
  for (const call of calls) {
    await note(
      `call ${call.id}`,
      await send('GET', `/api/webhook-tokens/${id}/usage/invocations/${call.id}`),
    );
  }

  // Every page, as a document and as the router's payload.
  const paths = [
    `/channels/${channel.uniqueName}`,
    `/bots/${echo.uniqueName}`,
    '/bots-and-tools/webhook-tokens',
    `/bots-and-tools/webhook-tokens/${id}`,
    '/bots-and-tools/extensions',
    `/bots-and-tools/extensions/${extension.number}`,
    `/bots-and-tools/bots/${bot.uniqueName}`,
    '/members',
    '/settings/security',
    '/settings/sessions',
  ];
  for (const path of paths) {
    const document = await send('GET', path);
    expect(document.status(), path).toBe(200);
    await note(`page ${path}`, document);
    await note(`payload ${path}`, await context.request.get(path, { headers: { rsc: '1' } }));
  }

  expect(calls.length).toBeGreaterThan(8);
  const found = leaks(secrets, { ...places, ...(await databaseText(since)), log: server.output() });
  await server.stop();
  await context.close();
  expect(found).toEqual([]);
});

test('the search for secrets finds them in every spelling', () => {
  const secret = 'k+/ä"7';
  for (const text of spellings(secret)) {
    expect(leaks({ key: secret }, { somewhere: `before${text}after` }), text).toEqual(['key in somewhere']);
  }
});
