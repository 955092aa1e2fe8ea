import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { aBot, aChannel, aToken, aUser, messagesOf, nodeServer } from '@/test/support/webhooks/world';
import { rateProfile } from '../limits/limits';

const guide = readFileSync('docs/migrating-from-cliq.md', 'utf8');
const examples = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);
const folder = temporaryFolder('guide');
const run = promisify(execFile);

let service: Awaited<ReturnType<typeof nodeServer>>;
beforeAll(async () => {
  service = await nodeServer();
  // Options that the examples omit, as somebody who wants to see the status would set them.
  writeFileSync(path.join(folder, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n');
});
afterAll(() => service.close());

async function shell(code: string, env: Record<string, string> = {}): Promise<string> {
  const POSTERN = `http://127.0.0.1:${service.port}`;
  const all = {
    NODE_ENV: 'test' as const,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    CURL_HOME: folder,
    POSTERN,
    ...env,
  };
  return (await run('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env: all })).stdout;
}

test.each(examples.filter((code) => code.startsWith('curl')))(
  'a call of the guide is accepted: %s',
  async (code) => {
    const user = await aUser();
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const here = code
      .replace('/general/', `/${channel.uniqueName}/`)
      .replace('/herald/', `/${bot.uniqueName}/`);
    const [body, status] = (await shell(here, { TOKEN: token.token })).split('\n');
    if (code.includes('sync_message')) expect(JSON.parse(body!)).toEqual({ message_id: expect.any(String) });
    else if (code.includes('/incoming')) expect(JSON.parse(body!)).toEqual({ user_ids: [user.id] });
    else expect(body).toBe('');
    expect(status).toBe(body === '' ? '204' : '200');
    const feedId = code.includes('/bots/') ? bot.feedId : channel.feedId;
    expect(await messagesOf(feedId)).toHaveLength(1);
  },
);

test('its search finds every place, and its replacement leaves none', async () => {
  const before = [
    'URL=https://cliq.zoho.com/api/v2/channelsbyname/builds/message?zapikey=1001.a',
    'https://cliq.zoho.com.au/company/60012345/api/v2/bots/ci/incoming',
    'https://cliq.zoho.eu/network/partners/api/v2/channels/1/message',
  ];
  const file = path.join(folder, 'notify.sh');
  writeFileSync(file, `${before.join('\n')}\n`);
  const [search = '', replace = ''] = examples.filter((code) => code.startsWith('grep'));
  expect((await shell(search)).trim().split('\n')).toHaveLength(before.length);
  await shell(replace, { POSTERN: 'https://postern.example.com' });
  expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual([
    'URL=https://postern.example.com/api/v2/channelsbyname/builds/message?zapikey=1001.a',
    'https://postern.example.com/api/v2/bots/ci/incoming',
    'https://postern.example.com/network/partners/api/v2/channels/1/message',
  ]);
});

test('it names the limits that hold unless they are set', () => {
  const { headers } = rateProfile().describe([]);
  expect(headers['RateLimit-Policy']).toBe('"user";q=120000;w=60, "token";q=60000;w=60');
  expect(guide).toContain('120,000 a minute for a user and 60,000 for a token');
  expect(examples.filter((code) => code.startsWith('curl')).length).toBeGreaterThan(4);
});
