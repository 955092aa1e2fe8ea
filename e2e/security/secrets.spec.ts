import { randomBytes, randomUUID } from 'node:crypto';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import * as OTPAuth from 'otpauth';
import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { startOwnServer } from '../support/own-server';
import { rowsSince, transactionNow } from '../support/rows-since';
import { signIn } from '../support/sign-in';
import { call, post, urlOf } from '../webhooks/call';

/** Where a secret was found, and in which spelling. */
type Places = Record<string, string>;

/** Every character as its two hexadecimal digits behind a prefix. */
function escaped(text: string, prefix: string): string {
  return [...Buffer.from(text)].map((byte) => prefix + byte.toString(16).padStart(2, '0')).join('');
}

/** Sends request targets and headers that no library would send. */
async function sendRaw(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.end(`${[...lines, `Host: ${hostname}:${port}`, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(socket);
}

/** The secret unchanged, in upper case, percent-encoded, in JSON, in hexadecimal as Postgres prints bytes, and in both kinds of Base64. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    secret,
    secret.toUpperCase(),
    encodeURIComponent(secret),
    escaped(secret, '\\u00'),
    escaped(secret, '%'),
    escaped(secret, '%25'),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}

function leaks(secrets: Record<string, string>, places: Places): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => `${name} in ${place}`),
  );
}

/** Every row of every table that was written since, as Postgres prints it. */
async function databaseText(since: bigint): Promise<Places> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const places: Places = {};
  for (const { name } of tables) {
    places[`table ${name}`] = (await rowsSince(name, since)).join('\n');
  }
  return places;
}

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
  const at = (path: string) => `${server.url}${path}`;
  const keyed = { zapikey: token };
  const withAppKey = { ...keyed, appkey: extension.sandbox.appKey };
  const asService = {
    accepted: post(at(urlOf.channel(channel.uniqueName, token)), { text: `My key is ${token}` }),
    header: post(
      at(`/api/v2/channelsbyname/${channel.uniqueName}/message`),
      { text: 'Hi' },
      { authorization: `Bearer ${token}` },
    ),
    'unknown key': post(at(urlOf.channel(channel.uniqueName, token)), { [token]: token }),
    'not found': post(at(urlOf.channel(token, token)), { text: token }),
    'wrong path': post(at(`/api/v2/${token}/x?zapikey=${token}`), {}),
    'unknown api': post(at(`/api/${token}?zapikey=${token}`), {}),
    'two keys': post(at(urlOf.channel(channel.uniqueName, token)), {}, { 'x-webhook-token': `${token}0` }),
    'failing handler': post(at(`${urlOf.botIncoming(bot.uniqueName, token)}&x=${token}`), keyed, {
      'x-key': token,
    }),
    'echoing handler': post(at(urlOf.botIncoming(echo.uniqueName, token)), keyed, { cookie: `a=${token}` }),
    sandbox: post(at(urlOf.extension(extension.sandbox, token)), withAppKey),
    marketplace: post(at(urlOf.extension(extension.marketplace, token)), keyed),
    swapped: post(
      at(urlOf.extension({ ...extension.sandbox, appKey: extension.marketplace.appKey }, token)),
      keyed,
    ),
    'JSON escapes': call(at(urlOf.channel(channel.uniqueName, token)), {
      body: `{"text":"${escaped(token, '\\u00')}"}`,
    }),
    'upper case': post(at(urlOf.channel(channel.uniqueName, token)), { text: token.toUpperCase() }),
    'percent-encoded twice': post(at(urlOf.channel(channel.uniqueName, token)), {
      text: escaped(token, '%25'),
    }),
    'Basic credentials': post(at(urlOf.channel(channel.uniqueName, token)), {
      text: `Basic ${btoa(`user:${token}`)}`,
    }),
    'a secret in a header': post(
      at(urlOf.channelIncoming(signed.uniqueName, token)),
      { text: 'x' },
      {
        'x-gitlab-token': secrets['GitLab token']!,
      },
    ),
    'message that is none': post(at(urlOf.channel(channel.uniqueName, token)), { text: { token } }),
  };
  for (const [name, calling] of Object.entries(asService)) {
    const { text, headers, status } = await calling;
    places[`answer: ${name}`] = `${text}\n${JSON.stringify([...headers])}`;
    expect(status, name).toBeLessThan(500);
  }

  const targets = [
    `*?zapikey=${token}`,
    `http://?zapikey=${token}`,
    `http://host:99999999/x?zapikey=${token}`,
    `http://[::1/x?zapikey=${token}`,
    `//?zapikey=${token}`,
    `/x?zapikey=${escaped(token, '%25')}`,
    `/_next/image?url=${token}&w=1`,
    `/_next/static/${token}`,
    `/${escaped(token, '%')}`,
  ];
  for (const target of targets) {
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD']) {
      places[`raw ${method} ${target.replaceAll(token, 'T')}`] = await sendRaw(server.url, [
        `${method} ${target} HTTP/1.1`,
        ...(method === 'POST' ? ['Content-Length: 0'] : []),
      ]);
    }
  }
  for (const header of [
    'Next-Action',
    'Cookie',
    'Next-Router-State-Tree',
    'User-Agent',
    'Referer',
    'Accept-Language',
  ]) {
    for (const value of [
      token,
      `a=${token}`,
      escaped(token, '%25'),
      `Basic ${btoa(`user:${token}`)}`,
      token.toUpperCase(),
    ]) {
      places[`raw ${header}`] = await sendRaw(server.url, [
        'POST /sign-in HTTP/1.1',
        'Content-Type: text/plain;charset=UTF-8',
        'Content-Length: 0',
        `${header}: ${value}`,
      ]);
    }
  }

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
