import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { bytesOf } from '@/test/support/webhooks/files';
import {
  aChannel,
  aToken,
  aUser,
  messagesOf,
  nodeServer,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';
import { shellRecipes } from './recipes';

const LOG = Array.from({ length: 900 }, (_, n) => `line ${n}: Größe 100 % & mehr, \`\`\` and "quotes"`).join(
  '\n',
);
const LOG_TAIL = LOG.split('\n').slice(-3).join('\n');

let service: Awaited<ReturnType<typeof nodeServer>>;
const folders = temporaryFolder('shell');
let folder: string;
let token: TestToken;
let channel: Awaited<ReturnType<typeof aChannel>>;
beforeAll(async () => {
  service = await nodeServer();
});
afterAll(() => service.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(folders, 'test-'));
  const user = await aUser();
  [token, channel] = [await aToken(user), await aChannel(user)];
  writeFileSync(path.join(folder, 'build.log'), LOG);
  // Records what anybody who runs `ps` sees, then becomes curl.
  const spy = `#!/bin/bash\ntr '\\0' ' ' < /proc/$$/cmdline >> "$HOME/seen"\nPATH=\${PATH#*:} exec curl "$@"\n`;
  writeFileSync(path.join(folder, 'curl'), spy);
  chmodSync(path.join(folder, 'curl'), 0o755);
  expect(await bash(codeOf('key').split('\n')[1]!, { input: `${token.token}\n` })).toMatchObject({
    code: 0,
    stdout: '',
  });
});

const codeOf = (id: string) => shellRecipes('https://postern.example.com').find((one) => one.id === id)!.code;
const url = () => `http://127.0.0.1:${service.port}/api/v2/channelsbyname/${channel.uniqueName}/message`;

type Ran = { code: number; stdout: string; stderr: string };

/** Runs a line in a shell whose home is the test's folder. */
function bash(script: string, { input = '', to = url(), file = '' } = {}): Promise<Ran> {
  const args = file ? [file, ...script.split(' ')] : ['-c', script];
  const here = 'export HOME=$1 URL=$2 PATH=$1:$PATH && cd "$HOME" && shift 2 && exec bash "$@"';
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', here, 'bash', folder, to, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const posted = async () =>
  (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content) as { text: string });

describe('the recipes of "Posting from a shell" do what they say', () => {
  it('the key is in a file that only its owner reads, and in no command, error or output', async () => {
    const file = path.join(folder, '.config/postern/key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(`header = "X-Webhook-Token: ${token.token}"\n`);
    const scripts = shellRecipes('https://a.example').filter(({ id, file: own }) => id !== 'key' && !own);
    const outputs: string[] = [];
    for (const { code } of scripts) outputs.push(JSON.stringify(await bash(code)));
    const seen = readFileSync(path.join(folder, 'seen'), 'utf8');
    expect(seen.match(/--config/g)).toHaveLength(scripts.length);
    for (const text of [seen, ...outputs]) expect(text).not.toContain(token.token.slice(-32));
  });

  it('a line of text', async () => {
    expect(await bash(codeOf('text'))).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await posted()).toEqual([{ text: 'Backup done: 100 % & counting' }]);
  });

  it('what a command prints', async () => {
    expect(await bash(codeOf('pipe'))).toMatchObject({ code: 0, stderr: '' });
    const [message] = await posted();
    expect(message!.text).toMatch(/Filesystem.*\n.*%/);
  });

  it('in columns', async () => {
    expect(await bash(codeOf('fence'))).toMatchObject({ code: 0, stderr: '' });
    expect((await posted())[0]!.text).toMatch(/^```\nFilesystem[\s\S]*\n```\n?$/);
  });

  it('the end of a log that is longer than a message may be', async () => {
    expect(LOG.length).toBeGreaterThan(5_000);
    expect(await bash(codeOf('tail'))).toMatchObject({ code: 0, stderr: '' });
    const [message] = await posted();
    expect(message!.text).toMatch(/^The end of build\.log:\n```\n[\s\S]*\n```\n?$/);
    expect(message!.text).toContain(LOG_TAIL);
  });

  it('the whole log, as a file', async () => {
    expect(await bash(codeOf('file'))).toMatchObject({ code: 0, stderr: '' });
    const [message] = await posted();
    expect(message).toMatchObject({ text: 'The whole log', files: [{ name: 'build.log' }] });
    const [stored] = await select<{ id: string }>(
      'SELECT id FROM file WHERE name = $1 AND owner_id IN (SELECT sender_id FROM message WHERE feed_id = $2)',
      'build.log',
      channel.feedId,
    );
    expect((await bytesOf(stored!.id)).toString()).toBe(LOG);
  });

  it('a refused call is told, with what to do, and a script goes on or ends as it likes', async () => {
    expect(await bash(`${codeOf('exit-code')}; echo posted`)).toMatchObject({
      code: 0,
      stdout: 'posted\n',
      stderr: '',
    });
    const nowhere = url().replace(channel.uniqueName, 'nowhere');
    const refused = await bash(codeOf('exit-code'), { to: nowhere });
    expect(refused.stderr).toMatch(/Not posted: .*channel_not_exists.*Get Webhook URL/s);
    expect(await bash(codeOf('text'), { to: nowhere })).toMatchObject({ code: 22 });
    expect(await posted()).toHaveLength(1);
  });

  it('a post that was repeated is there once', async () => {
    const same = codeOf('retry').replace('$(hostname)-$$-$(date +%s)', 'one-delivery');
    for (let tries = 0; tries < 2; tries++) expect(await bash(same)).toMatchObject({ code: 0 });
    expect(await posted()).toEqual([{ text: 'Backup done' }]);
    expect(await bash(codeOf('retry'))).toMatchObject({ code: 0 });
    expect(await posted()).toHaveLength(2);
  });

  it('a job speaks up only when it fails, and ends as it did', async () => {
    const file = path.join(folder, 'post-on-failure');
    writeFileSync(file, codeOf('cron'));
    writeFileSync(path.join(folder, 'job'), 'cat build.log; echo "$1 went wrong" >&2; exit 7\n');
    expect(await bash('true', { file })).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await posted()).toEqual([]);
    expect(await bash('bash job step-2', { file })).toMatchObject({ code: 7, stdout: '', stderr: '' });
    const [{ text } = { text: '' }, ...others] = await posted();
    expect(others).toEqual([]);
    expect(text.split('\n')[0]).toBe(`bash on ${hostname()} ended with 7:`);
    expect(text).toMatch(/step-2 went wrong\n+```\n$/);
    // The log's contents cannot end the code block.
    expect(text.match(/```/g)).toHaveLength(2);
  });

  it('a job that fails ends as it did also when nobody can be told', async () => {
    const file = path.join(folder, 'post-on-failure');
    writeFileSync(file, codeOf('cron').replace('--retry 5', '--retry 0'));
    const ran = await bash('false', { file, to: url().replace(channel.uniqueName, 'nowhere') });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('channel_not_exists') });
  });
});
