import { describe, expect, it } from 'vitest';
import { endpointUrls } from '@/lib/webhooks/endpoints/urls';
import { isInstalled, LOG, snippetBench } from '@/test/support/snippets';
import { aBot, anExtension, aToken, aUser, messagesOf } from '@/test/support/webhooks/world';
import { targetOf, urlWithKey } from './snippet';
import { tools } from './tools';

const hasPython = isInstalled('python3', '--version');
const hasRequests = hasPython && isInstalled('python3', '-c', 'import requests');
const { here, target, snippetsOf, codeOf, run, bash, script, posted, filesPosted } = snippetBench();

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
    const contents = (await messagesOf(here.channel.feedId)).map(
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
    const wrong = (code: string) => code.replaceAll(here.channel.uniqueName, 'nowhere');
    await expect(bash(wrong(codeOf('shell', 'incoming')))).rejects.toThrow('channel_not_exists');
    const file = script('post.mjs', wrong(codeOf('javascript', 'message')));
    await expect(run(process.execPath, [file])).rejects.toThrow('channel_not_exists');
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
    const withoutKey = all().filter(({ code }) => !code.includes(here.token.token));
    expect(new Set(withoutKey.map(({ title }) => title))).toEqual(
      new Set(['Step of a job', 'Part of a job', 'Jenkinsfile', 'URL', 'Post URL']),
    );
  });

  it('PowerShell: the quotes are closed, the header and the address are there', () => {
    for (const takes of ['message', 'incoming', 'files'] as const) {
      const code = codeOf('powershell', takes);
      expect(code.match(/'/g)!.length % 2).toBe(0);
      expect(code.match(/{/g)).toHaveLength(code.match(/}/g)!.length);
      expect(code).toContain(`Authorization = 'Bearer ${here.token.token}'`);
      expect(code).toContain(`Invoke-RestMethod -Method Post -Uri '${target(takes).url}' -Headers $headers`);
    }
  });

  it('an extension’s app key stays in the URL, and out of what is committed', async () => {
    const user = await aUser();
    const own = await aToken(user);
    const extension = await anExtension(user, 'function handler() { return { text: "Hi" }; }');
    const [{ url } = { url: '' }] = endpointUrls({
      publicUrl: `http://127.0.0.1:${here.port}`,
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
