import { request as open } from 'node:http';
import { expect, type Page, test } from 'playwright/test';
import { createEmptyDatabase, type OwnServer, startOwnServer } from '../support/own-server';

/** A server that has just started draws its first page slowly. */
const FIRST_PAGE = { timeout: 30_000 };
const password = 'correct horse battery staple';

async function fillIn(page: Page, { email = 'ada@example.com', code = '' } = {}) {
  if (code) await page.getByLabel('Set-up code').fill(code);
  await page.getByLabel('Workspace').fill('Northwind');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** A server of its own on an empty installation, also when the test fails. */
async function onEmptyInstallation(
  settings: Record<string, string>,
  deed: (server: OwnServer) => Promise<void>,
): Promise<void> {
  const database = await createEmptyDatabase();
  let server: OwnServer | undefined;
  try {
    server = await startOwnServer({ ...settings, DATABASE_URL: database.url });
    await deed(server);
  } finally {
    await server?.stop();
    await database.drop();
  }
}

test('an empty installation asks for the first account, and #general and Herald come with it', async ({
  page,
}) => {
  await onEmptyInstallation({}, async ({ url }) => {
    await page.goto(`${url}/bots-and-tools/webhook-tokens`);
    await expect(page).toHaveURL(`${url}/setup`);
    await expect(page.getByLabel('Set-up code')).toHaveCount(0);
    await fillIn(page);
    await expect(page).toHaveURL(`${url}/channels/general`, FIRST_PAGE);
    const navigation = page.getByRole('navigation', { name: 'Main' });
    await expect(navigation.getByRole('link', { name: 'general' })).toBeVisible();
    await navigation.getByRole('link', { name: 'Herald' }).click();
    await expect(page).toHaveURL(`${url}/bots/herald`);
    await page.goto(`${url}/members`);
    await expect(page.getByText('Administrator', { exact: true })).toBeVisible();
    // The last administrator can be neither deactivated nor made a member.
    await expect(page.getByRole('button', { name: /^Deactivate/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'More about Ada Lovelace' }).click();
    await expect(page.getByRole('menuitem', { name: 'Reset link' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Make a member' })).toHaveCount(0);
    await page.keyboard.press('Escape');

    const second = await fetch(`${url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ organizationName: 'X', name: 'Eve', email: 'eve@example.com', password }),
    });
    expect(second.status).toBe(409);
    await page.goto(`${url}/setup`);
    await expect(page).toHaveURL(`${url}/channels/general`);
  });
});

test('of two first accounts at once there is one', async () => {
  await onEmptyInstallation({}, async ({ url }) => {
    const answers = await Promise.all(
      ['ada', 'eve', 'mallory'].map((name) =>
        fetch(`${url}/api/setup`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ organizationName: 'X', name, email: `${name}@example.com`, password }),
        }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  });
});

test('a server that others can reach asks for the set-up code of its terminal', async ({ page }, info) => {
  // The name leads here but is not loopback's, as behind a reverse proxy.
  const settings = { PUBLIC_URL: 'http://postern.localhost:PORT', DATA_DIR: info.outputPath('data') };
  await onEmptyInstallation(settings, async (server) => {
    const [, code = ''] = /Set-up code[^:]*: (\S+)/.exec(server.output()) ?? [];
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    await page.goto(`${server.url}/setup`);
    await fillIn(page, { code: 'AAAA-AAAA-AAAA' });
    await expect(page.getByText('This is not the set-up code')).toBeVisible();
    await fillIn(page, { code: code.toLowerCase() });
    await expect(page).toHaveURL(`${server.url}/channels/general`, FIRST_PAGE);
  });
});

/** Asks as a browser that was led here under another name, with the `Host` and `Origin` that it sees. */
function statusUnder(url: string, path: string, headers: Record<string, string>, body?: object) {
  return new Promise<number>((resolve, reject) => {
    const { port } = new URL(url);
    const method = body ? 'POST' : 'GET';
    const sent = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers };
    const request = open({ host: '127.0.0.1', port, path, method, headers: sent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(body && JSON.stringify(body));
  });
}

test('nobody becomes administrator under a name that was made to lead here', async () => {
  await onEmptyInstallation({}, async ({ url }) => {
    const account = { organizationName: 'X', name: 'Eve', email: 'eve@example.com', password };
    const { port, host } = new URL(url);
    const foreign = { host: `rebind.example:${port}`, origin: `http://rebind.example:${port}` };
    expect(await statusUnder(url, '/api/setup', foreign, account)).toBe(421);
    expect(await statusUnder(url, '/api/setup', { ...foreign, 'x-forwarded-host': host }, account)).toBe(421);
    expect(await statusUnder(url, '/api/setup', { ...foreign, host }, account)).toBe(403);
    for (const path of ['/', '/setup', '/sign-in', '/docs/api', '/api/auth/csrf', '/api/openapi.json']) {
      expect(await statusUnder(url, path, foreign), path).toBe(421);
    }
    expect(await statusUnder(url, '/api/health', foreign)).toBe(200);
    const webhook = '/api/v2/channelsbyname/general/message?zapikey=1001.x';
    expect(await statusUnder(url, webhook, { host: 'postern:3000' }, { text: 'Hello' })).toBe(401);
    const loopback = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
    expect(await statusUnder(url, '/setup', loopback)).toBe(200);
    expect(await statusUnder(url, '/api/setup', loopback, account)).toBe(204);
  });
});

test('whoever comes through a proxy is asked for the set-up code, though Postern was told of none', async ({
  page,
}, info) => {
  await onEmptyInstallation({ DATA_DIR: info.outputPath('data') }, async (server) => {
    const account = { organizationName: 'X', name: 'Eve', email: 'eve@example.com', password };
    for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip']) {
      expect(await statusUnder(server.url, '/api/setup', { [name]: '203.0.113.9' }, account), name).toBe(403);
    }
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.9' });
    await page.goto(`${server.url}/setup`);
    await expect(page.getByLabel('Set-up code')).toBeVisible();
    const [, code = ''] = /Set-up code[^:]*: (\S+)/.exec(server.output()) ?? [];
    await fillIn(page, { code });
    await expect(page).toHaveURL(`${server.url}/channels/general`, FIRST_PAGE);
  });
});
