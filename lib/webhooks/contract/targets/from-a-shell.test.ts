import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { aChannel, aToken, aUser, messagesOf, nodeServer } from '@/test/support/webhooks/world';

let node: Awaited<ReturnType<typeof nodeServer>>;
beforeAll(async () => {
  node = await nodeServer();
});
afterAll(() => node.close());

const LOG = '2026-11-28 02:00:01 level=info msg="backup of *db_main*"\n  4.2 GB  ok\n\tdone & 100% {@all}';

async function shell(script: string) {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`;
  const at = `http://127.0.0.1:${node.port}${path}`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', LOG, at]);
  const [message] = await messagesOf(channel.feedId);
  const { text }: { text: string } = JSON.parse(message!.content);
  return { answer: JSON.parse(stdout), shown: plainText(parseMarkup(text)), text };
}

it.each([
  ['a pipe', 'printf %s "$1" | curl -sS -T- "$2"'],
  ['--data-binary', 'printf %s "$1" | curl -sS --data-binary @- "$2"'],
  ['--data-binary with a type', 'printf %s "$1" | curl -sS -H content-type:text/x-log --data-binary @- "$2"'],
])('%s shows the text as it was, in a code block', async (_, script) => {
  const posted = await shell(script);
  expect(posted.answer.user_ids).toHaveLength(1);
  expect(parseMarkup(posted.text)).toEqual([{ kind: 'code', text: LOG }]);
});

it('-d shows what curl sends of a file: its lines without their breaks', async () => {
  const posted = await shell('printf %s "$1" | curl -sS -d @- "$2"');
  expect(posted.shown).toBe(LOG.replaceAll('\n', ''));
});

it('a form is a form, also with blanks in what it says', async () => {
  expect((await shell('curl -sS -d "text=Backup of db is done" "$2"')).shown).toBe('Backup of db is done');
});
