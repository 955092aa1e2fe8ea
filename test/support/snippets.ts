import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Snippet, type Takes, type Target, targetOf } from '@/lib/snippets/snippet';
import { tools } from '@/lib/snippets/tools';
import { endpointUrls } from '@/lib/webhooks/endpoints/urls';
import { temporaryFolder } from './temporary-folder';
import { aChannel, aToken, aUser, messagesOf, nodeServer, select, type TestToken } from './webhooks/world';

export const LOG = Array.from({ length: 60 }, (_, n) => `line ${n}: 100 % of "db-1" & more`).join('\n');
export const isInstalled = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

type Here = {
  port: number;
  folder: string;
  token: TestToken;
  channel: Awaited<ReturnType<typeof aChannel>>;
};

/** A server that takes the snippets' calls; for each test a token, a channel and a folder with a log and a report. */
export function snippetBench() {
  const here = {} as Here;
  const folders = temporaryFolder('snippets');
  let service: Awaited<ReturnType<typeof nodeServer>>;
  beforeAll(async () => {
    service = await nodeServer();
    here.port = service.port;
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    here.folder = mkdtempSync(path.join(folders, 'test-'));
    writeFileSync(path.join(here.folder, 'app.log'), LOG);
    writeFileSync(path.join(here.folder, 'report.txt'), 'All is well.');
    const user = await aUser();
    [here.token, here.channel] = [await aToken(user), await aChannel(user)];
  });

  const urlOf = (id: string) =>
    endpointUrls({
      publicUrl: `http://127.0.0.1:${here.port}`,
      orgId: '',
      option: { module: 'channels', uniqueName: here.channel.uniqueName },
      token: here.token.token,
    }).find((endpoint) => endpoint.id === id)!.url;
  const target = (takes: Takes): Target =>
    targetOf(urlOf(takes === 'incoming' ? 'channel_incoming' : 'channel_message'), takes);

  function snippetsOf(toolId: string, takes: Takes): readonly Snippet[] {
    const tool = tools.find(({ id }) => id === toolId)!;
    expect(tool.takes).toContain(takes);
    return tool.snippets(target(takes));
  }
  const codeOf = (toolId: string, takes: Takes, title?: string) =>
    snippetsOf(toolId, takes).find((snippet) => !title || snippet.title === title)!.code;

  const run = (command: string, args: string[], env: Record<string, string> = {}) =>
    runIn(here.folder, command, args, env);
  const bash = (code: string, env?: Record<string, string>) =>
    run('bash', ['-euo', 'pipefail', '-c', code], env);
  const script = (name: string, code: string) => {
    writeFileSync(path.join(here.folder, name), code);
    return name;
  };

  const posted = async () => (await messagesOf(here.channel.feedId)).map(({ content }) => content).join('\n');
  async function filesPosted() {
    const rows = await select<{ name: string; size: string }>(
      'SELECT name, size FROM file WHERE feed_id = $1',
      here.channel.feedId,
    );
    return rows.map(({ name, size }) => [name, Number(size)]);
  }
  return { here, urlOf, target, snippetsOf, codeOf, run, bash, script, posted, filesPosted };
}

/** Runs a program in a folder; a failure's error has its whole output. */
function runIn(folder: string, command: string, args: string[], env: Record<string, string>) {
  return new Promise<string>((resolve, reject) => {
    const variables = Object.entries({ HOME: folder, ...env }).map(([name, value]) => `${name}=${value}`);
    execFile('env', [...variables, command, ...args], { cwd: folder }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command}: ${stdout}${stderr}`)) : resolve(stdout),
    );
  });
}
