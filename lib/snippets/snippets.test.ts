import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { endpointUrls } from '@/lib/webhooks/endpoints/urls';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  messagesOf,
  nodeServer,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';
import { type Snippet, type Takes, type Target, targetOf, urlWithKey } from './snippet';
import { tools } from './tools';

const LOG = Array.from({ length: 60 }, (_, n) => `line ${n}: 100 % of "db-1" & more`).join('\n');
const isInstalled = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const hasPython = isInstalled('python3', '--version');
const hasRequests = hasPython && isInstalled('python3', '-c', 'import requests');
const hasAmtool = isInstalled('amtool', '--version');

let service: Awaited<ReturnType<typeof nodeServer>>;
let folder: string;
let token: TestToken;
let channel: Awaited<ReturnType<typeof aChannel>>;
beforeAll(async () => {
  service = await nodeServer();
});
afterAll(() => service.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'postern-snippets-'));
  writeFileSync(path.join(folder, 'app.log'), LOG);
  writeFileSync(path.join(folder, 'report.txt'), 'All is well.');
  const user = await aUser();
  [token, channel] = [await aToken(user), await aChannel(user)];
});

const urlOf = (id: string) =>
  endpointUrls({
    publicUrl: `http://127.0.0.1:${service.port}`,
    orgId: '',
    option: { module: 'channels', uniqueName: channel.uniqueName },
    token: token.token,
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

/** Runs a program in the test's folder; a failure's error has its whole output. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const variables = Object.entries({ HOME: folder, ...env }).map(([name, value]) => `${name}=${value}`);
    execFile('env', [...variables, command, ...args], { cwd: folder }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command}: ${stdout}${stderr}`)) : resolve(stdout),
    );
  });
}
const bash = (code: string, env?: Record<string, string>) =>
  run('bash', ['-euo', 'pipefail', '-c', code], env);
const script = (name: string, code: string) => {
  writeFileSync(path.join(folder, name), code);
  return name;
};

const posted = async () => (await messagesOf(channel.feedId)).map(({ content }) => content).join('\n');
async function filesPosted() {
  const rows = await select<{ name: string; size: string }>(
    'SELECT name, size FROM file WHERE feed_id = $1',
    channel.feedId,
  );
  return rows.map(({ name, size }) => [name, Number(size)]);
}

describe('what can be run here posts what it says', () => {
  it.each(['message', 'incoming', 'files'] as const)('curl: %s', async (takes) => {
    await bash(codeOf('curl', takes));
    expect(await posted()).toContain('Hello from curl');
    expect(await filesPosted()).toEqual(takes === 'files' ? [['report.txt', 12]] : []);
  });

  it.each(['message', 'incoming', 'files'] as const)('JavaScript: %s', async (takes) => {
    await run(process.execPath, [script('post.mjs', codeOf('javascript', takes))]);
    expect(await posted()).toContain('Hello from JavaScript');
    expect(await filesPosted()).toEqual(takes === 'files' ? [['report.txt', 12]] : []);
  });

  it.runIf(hasPython).each(['message', 'incoming'] as const)('Python: %s', async (takes) => {
    expect(await run('python3', [script('post.py', codeOf('python', takes))])).toMatch(/^20[04]\n$/);
    expect(await posted()).toContain('Hello from Python');
  });

  it.runIf(hasRequests)('Python: files', async () => {
    await run('python3', [script('post.py', codeOf('python', 'files'))]);
    expect(await posted()).toContain('Hello from Python');
    expect(await filesPosted()).toEqual([['report.txt', 12]]);
  });

  it('shell: the end of a log and a whole one are shown as they are', async () => {
    await bash(codeOf('shell', 'incoming', 'The end of a log'));
    await bash(codeOf('shell', 'incoming', 'A whole file'));
    await bash(codeOf('shell', 'message'));
    const contents = (await messagesOf(channel.feedId)).map(
      ({ content }) => JSON.parse(content).text as string,
    );
    expect(contents).toHaveLength(3);
    const lines = LOG.split('\n');
    for (const text of contents) expect(text).toContain(lines.slice(-40).join('\n'));
    expect(contents[0]).not.toContain(lines[10]);
    expect(contents[1]).toContain(LOG);
  });

  it('shell: files, named as they are and from a pipe', async () => {
    for (const { code } of snippetsOf('shell', 'files')) await bash(code);
    expect(await filesPosted()).toEqual([
      ['app.log', LOG.length],
      ['app.log', LOG.length],
    ]);
  });

  it('a script that is refused ends with an error', async () => {
    const wrong = (code: string) => code.replaceAll(channel.uniqueName, 'nowhere');
    await expect(bash(wrong(codeOf('shell', 'incoming')))).rejects.toThrow('channel_not_exists');
    const file = script('post.mjs', wrong(codeOf('javascript', 'message')));
    await expect(run(process.execPath, [file])).rejects.toThrow('channel_not_exists');
  });
});

describe('pipelines hold no key in what is committed, and their commands post', () => {
  const builds = {
    GITHUB_WORKFLOW: 'Nightly $(touch hacked) "quoted"',
    GITHUB_REPOSITORY: 'ada/engine',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '17',
    STATUS: 'failure',
    CI_JOB_NAME: 'Nightly $(touch hacked) "quoted"',
    CI_PROJECT_PATH: 'ada/engine',
    CI_JOB_STATUS: 'failed',
    CI_JOB_URL: 'https://gitlab.example/ada/engine/-/jobs/17',
    JOB_NAME: 'Nightly $(touch hacked) "quoted"',
    BUILD_NUMBER: '17',
    RESULT: 'FAILURE',
    BUILD_URL: 'https://jenkins.example/job/nightly/17/',
  };
  const commandOf: Record<string, (code: string) => string> = {
    'github-actions': (code) => {
      const [step] = parse(code) as { run: string; env: Record<string, string> }[];
      expect(step!.env).toEqual({
        POSTERN_KEY: expect.stringMatching(/^\$\{\{ secrets\.POSTERN_KEY \}\}$/),
        STATUS: expect.stringMatching(/^\$\{\{ job\.status \}\}$/),
      });
      // A build's name never becomes part of a command.
      expect(step!.run).not.toMatch(/\$\{\{/);
      return step!.run;
    },
    'gitlab-ci': (code) => (parse(code) as { deploy: { after_script: string[] } }).deploy.after_script[0]!,
    jenkins: (code) => {
      expect(code.match(/{/g)).toHaveLength(code.match(/}/g)!.length);
      return /sh '''\n([\s\S]*?)\n\s*'''/.exec(code)![1]!;
    },
  };

  it.each(Object.keys(commandOf).flatMap((id) => [[id, 'incoming'] as const, [id, 'message'] as const]))(
    '%s: %s',
    async (id, takes) => {
      const [secret, ...others] = snippetsOf(id, takes);
      const pipeline = others.at(-1)!;
      expect(secret!.code).toContain(token.token);
      expect(pipeline.code).not.toContain(token.token.slice(-32));
      const command = commandOf[id]!(pipeline.code);
      await bash(command, { ...builds, POSTERN_KEY: token.token });
      const shown = await posted();
      expect(shown).toContain('$(touch hacked)');
      expect(shown).toMatch(/failure|failed|FAILURE/);
      expect(shown).toMatch(/17/);
      await expect(bash('test ! -e hacked')).resolves.toBe('');
    },
  );

  it.each([
    ['github-actions', 'gh secret set POSTERN_KEY --body '],
    ['gitlab-ci', 'glab variable set POSTERN_KEY '],
  ])('%s: the command hands over the key as one word', async (id, start) => {
    const [{ code } = { code: '' }] = snippetsOf(id, 'incoming');
    expect(code.startsWith(start)).toBe(true);
    const name = code.split(' ')[0]!;
    writeFileSync(path.join(folder, name), `#!/bin/bash\nprintf '%s\\n' "$@"\n`);
    chmodSync(path.join(folder, name), 0o755);
    const words = await bash(`PATH=${folder}:$PATH; ${code}`);
    expect(words.split('\n')).toContain(token.token);
  });

  // GitLab masks a value with a `?`, which an extension's URL has, only with `--raw`.
  it('gitlab-ci: a masked value is used literally', () => {
    const [{ code } = { code: '' }] = snippetsOf('gitlab-ci', 'incoming');
    for (const line of code.split('\n')) expect(line).toMatch(/ --masked --raw$/);
  });
});

describe('services are set up with what they ask for', () => {
  it('Grafana: a contact point with the key in a header', () => {
    const file = parse(codeOf('grafana', 'incoming', 'Or the contact point as a file'));
    const [receiver] = file.contactPoints[0].receivers;
    expect(receiver).toMatchObject({
      type: 'webhook',
      settings: {
        url: target('incoming').url,
        authorization_scheme: 'Bearer',
        authorization_credentials: token.token,
      },
    });
    expect(codeOf('grafana', 'incoming', 'URL')).toBe(receiver.settings.url);
    expect(codeOf('grafana', 'incoming', 'Authorization header: credentials')).toBe(token.token);
  });

  it('Alertmanager: a whole configuration with a receiver and a route to it', () => {
    const { route, receivers } = parse(codeOf('alertmanager', 'incoming'));
    expect(receivers.map(({ name }: { name: string }) => name)).toEqual([route.receiver]);
    expect(receivers[0].webhook_configs).toEqual([
      {
        url: target('incoming').url,
        send_resolved: true,
        http_config: { authorization: { type: 'Bearer', credentials: token.token } },
      },
    ]);
  });

  it.runIf(hasAmtool)('Alertmanager: amtool finds nothing wrong', async () => {
    const file = script('alertmanager.yml', codeOf('alertmanager', 'incoming'));
    expect(await run('amtool', ['check-config', file])).toContain('SUCCESS');
  });

  it('Uptime Kuma: additional headers are JSON', () => {
    expect(JSON.parse(codeOf('uptime-kuma', 'incoming', 'Additional headers'))).toEqual({
      Authorization: `Bearer ${token.token}`,
    });
    expect(codeOf('uptime-kuma', 'incoming', 'Post URL')).toBe(target('incoming').url);
  });

  it('Zabbix: the script of the media type posts the event, without key and address in it', async () => {
    const { media_types: types } = parse(codeOf('zabbix', 'incoming')).zabbix_export;
    expect(types).toHaveLength(1);
    const values: Record<string, string> = {
      '{EVENT.NAME}': 'Disk of db-2 is full',
      '{EVENT.SEVERITY}': 'High',
      '{EVENT.VALUE}': '1',
      '{HOST.NAME}': 'db-2',
    };
    const parameters = types[0].parameters.map(({ name, value }: { name: string; value: string }) => [
      name,
      values[value] ?? value,
    ]);
    const code = `(function (value) { ${types[0].script} })(value)`;
    const value = JSON.stringify(Object.fromEntries(parameters));
    // Does by curl what Zabbix's own object does, since Zabbix's scripts wait for each answer.
    class HttpRequest {
      #headers: string[] = [];
      #status = 0;
      addHeader(header: string) {
        this.#headers.push('-H', header);
      }
      post(url: string, body: string) {
        const args = ['-sS', '-w', '\n%{http_code}', ...this.#headers, '--data-binary', body, url];
        const lines = ran(args).split('\n');
        this.#status = Number(lines.pop());
        return lines.join('\n');
      }
      getStatus = () => this.#status;
    }
    const requests: string[][] = [];
    const ran = (args: string[]) => {
      requests.push(args);
      return '{}\n200';
    };
    expect(runInNewContext(code, { value, HttpRequest })).toBe('OK');
    // This test's server answers in the same thread, so the call goes out once the script has ended.
    const answer = await run('curl', requests[0]!);
    expect(answer.trim().split('\n').at(-1)).toBe('200');
    const shown = await posted();
    expect(shown).toContain('Disk of db-2 is full');
    expect(shown).not.toMatch(/postern_key|postern_url/);
    const refusing = class extends HttpRequest {
      override post = () => 'no such channel';
      override getStatus = () => 400;
    };
    expect(() => runInNewContext(code, { value, HttpRequest: refusing })).toThrow(
      'Postern answered 400: no such channel',
    );
  });

  it('a tool that takes only a URL gets the whole one', () => {
    expect(codeOf('any-service', 'incoming')).toBe(urlOf('channel_incoming'));
  });
});

describe('every snippet', () => {
  const all = () =>
    tools.flatMap((tool) =>
      tool.takes.flatMap((takes) =>
        tool.snippets(target(takes)).map((snippet) => ({ ...snippet, tool: tool.id, takes })),
      ),
    );

  it('has a title of its own among those of its tool, which names its Copy', () => {
    const names = all().map(({ tool, takes, title }) => `${tool} ${takes} ${title}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('sends the key in a header; only what knows nothing but a URL has it there', () => {
    for (const { tool, code } of all()) {
      if (tool === 'any-service') continue;
      expect(code).not.toContain('zapikey');
    }
    const withoutKey = all().filter(({ code }) => !code.includes(token.token));
    expect(new Set(withoutKey.map(({ title }) => title))).toEqual(
      new Set(['Step of a job', 'Part of a job', 'Jenkinsfile', 'URL', 'Post URL']),
    );
  });

  it('PowerShell: the quotes are closed, the header and the address are there', () => {
    for (const takes of ['message', 'incoming', 'files'] as const) {
      const code = codeOf('powershell', takes);
      expect(code.match(/'/g)!.length % 2).toBe(0);
      expect(code.match(/{/g)).toHaveLength(code.match(/}/g)!.length);
      expect(code).toContain(`Authorization = 'Bearer ${token.token}'`);
      expect(code).toContain(`Invoke-RestMethod -Method Post -Uri '${target(takes).url}' -Headers $headers`);
    }
  });

  it('an extension’s app key stays in the URL, and out of what is committed', async () => {
    const user = await aUser();
    const own = await aToken(user);
    const extension = await anExtension(user, 'function handler() { return { text: "Hi" }; }');
    const [{ url } = { url: '' }] = endpointUrls({
      publicUrl: `http://127.0.0.1:${service.port}`,
      orgId: '',
      option: { module: 'extensions', sandbox: extension.sandbox },
      token: own.token,
    });
    const to = targetOf(url, 'incoming');
    expect(urlWithKey(to)).toBe(url);
    await bash(tools.find(({ id }) => id === 'curl')!.snippets(to)[0]!.code);
    expect(await messagesOf(extension.feedId)).toHaveLength(1);
    for (const id of ['github-actions', 'gitlab-ci', 'jenkins']) {
      const snippets = tools.find((tool) => tool.id === id)!.snippets(to);
      expect(snippets.at(-1)!.code).not.toContain('appkey');
      expect(snippets.map(({ code }) => code).join('\n')).toContain(to.url);
      expect(snippets.at(-1)!.code).toContain('POSTERN_URL');
    }
  });

  it('a bot’s message endpoint has one for files beside it', async () => {
    const user = await aUser();
    const bot = await aBot(user);
    const url = `http://127.0.0.1:1/api/v2/bots/${bot.uniqueName}/message?zapikey=k`;
    expect(targetOf(url, 'files')).toEqual({
      takes: 'files',
      url: `http://127.0.0.1:1/api/v2/bots/${bot.uniqueName}/files`,
      key: 'k',
    });
  });
});
