import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { calls, callsOf, make } from '../support/module-calls';
import { rowsSince, transactionNow } from '../support/rows-since';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, TOKENS_PATH } from '../support/tokens-page';

/** A token that was called in every way a key can travel, also in a body, and an extension. */
async function usedToken(person: Parameters<typeof createToken>[0], baseURL: string | undefined) {
  const token = await createToken(person);
  const channel = await createChannel(person);
  const extension = await createExtension(person, { published: true });
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  await postAsService(url, { text: 'Hi' });
  await postAsService(`${url}&zapikey=${token.token}`, { text: 'Twice' });
  await postAsService(url, { nonsense: 1 });
  const { appId, appKey } = extension.sandbox;
  const query = new URLSearchParams({ appkey: appKey, zapikey: token.token });
  await postAsService(`${baseURL}/api/v2/applications/${appId}/incoming?${query}`, { issue: 7 });
  const secrets = [token.token.slice(-32), extension.sandbox.appKey, extension.marketplace.appKey];
  return { token, channel, secrets };
}

function expectNone(text: string, secrets: readonly string[], where: string) {
  for (const secret of secrets) {
    expect(text.includes(secret) || text.includes(encodeURIComponent(secret)), where).toBe(false);
  }
}

test('S12 no secret is in a page’s source, its RSC payload, its answers or its address', async ({
  page,
  person,
  baseURL,
}) => {
  const { token, channel, secrets } = await usedToken(person, baseURL);
  const seen: Promise<{ url: string; body: string }>[] = [];
  page.on('response', (response) => {
    // The body of an open stream never ends.
    if (response.headers()['content-type']?.includes('event-stream')) return;
    seen.push(
      response.text().then(
        (body) => ({ url: response.url(), body }),
        () => ({ url: response.url(), body: '' }),
      ),
    );
  });
  const paths = [
    TOKENS_PATH,
    `${TOKENS_PATH}/${token.id}`,
    `${TOKENS_PATH}?module=channels&target=${channel.uniqueName}`,
    `/channels/${channel.uniqueName}`,
    '/bots-and-tools/extensions',
  ];
  for (const path of paths) {
    await page.goto(path);
    // A page that opens with a dialog is complete when the dialog is there.
    await (path.includes('?') ? page.getByRole('dialog') : page.getByRole('heading').first()).waitFor();
    expectNone(await page.content(), secrets, path);
    const payload = await page.request.get(path, { headers: { rsc: '1' } });
    expect(payload.headers()['content-type'], path).toContain('text/x-component');
    expectNone(await payload.text(), secrets, `RSC payload of ${path}`);
  }
  const answers = await Promise.all(seen);
  expect(answers.length).toBeGreaterThan(paths.length);
  for (const { url, body } of answers) expectNone(`${url} ${body}`, secrets, url);
});

test('S12 no secret is in what the module’s routes answer, but for Copy and the endpoints', async ({
  page,
  person,
  baseURL,
}) => {
  const { token, channel, secrets } = await usedToken(person, baseURL);
  const rows = await db().invocation.findMany({ where: { tokenId: token.id }, select: { id: true } });
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const { id } of rows) {
    const reading = [...calls, ...callsOf(token.id, id, channel.uniqueName)].filter(
      ({ method, name }) => method === 'GET' && name !== 'events',
    );
    for (const call of reading) expectNone(await (await make(page.request, call)).text(), secrets, call.name);
  }
  const changes = callsOf(token.id, rows[0]!.id, channel.uniqueName);
  for (const call of changes.filter(({ name }) => ['rename', 'status'].includes(name))) {
    expectNone(await (await make(page.request, call)).text(), secrets, call.name);
  }
  for (const call of changes.filter(({ name }) => ['copy', 'endpoints'].includes(name))) {
    const answer = await make(page.request, call);
    expect(await answer.text(), call.name).toContain(secrets[0]);
    expect(answer.headers()['cache-control'], call.name).toBe('no-store');
  }
});

test('S18 no secret is in a row of the history, the audit trail or the token itself', async ({
  person,
  baseURL,
}) => {
  const since = await transactionNow();
  const { token, secrets } = await usedToken(person, baseURL);
  for (const table of ['invocation', 'audit_event', 'webhook_token', 'message', 'extension']) {
    const rows = await rowsSince(table, since);
    expect(rows.length, table).toBeGreaterThan(0);
    for (const row of rows) expectNone(row, secrets, table);
  }
  const bodies = await db().invocation.findMany({ where: { tokenId: token.id }, select: { body: true } });
  for (const { body } of bodies) expectNone(Buffer.from(body ?? []).toString('latin1'), secrets, 'body');
});
