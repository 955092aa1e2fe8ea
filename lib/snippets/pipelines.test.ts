import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { snippetBench } from '@/test/support/snippets';

const { here, snippetsOf, bash, posted } = snippetBench();

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
      expect(secret!.code).toContain(here.token.token);
      expect(pipeline.code).not.toContain(here.token.token.slice(-32));
      const command = commandOf[id]!(pipeline.code);
      await bash(command, { ...builds, POSTERN_KEY: here.token.token });
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
    writeFileSync(path.join(here.folder, name), `#!/bin/bash\nprintf '%s\\n' "$@"\n`);
    chmodSync(path.join(here.folder, name), 0o755);
    const words = await bash(`PATH=${here.folder}:$PATH; ${code}`);
    expect(words.split('\n')).toContain(here.token.token);
  });

  // GitLab masks a value with a `?`, which an extension's URL has, only with `--raw`.
  it('gitlab-ci: a masked value is used literally', () => {
    const [{ code } = { code: '' }] = snippetsOf('gitlab-ci', 'incoming');
    for (const line of code.split('\n')) expect(line).toMatch(/ --masked --raw$/);
  });
});
