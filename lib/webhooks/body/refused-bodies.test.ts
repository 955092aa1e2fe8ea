import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aSender, FORM, MESSAGE } from '@/test/support/webhooks/sent-bodies';
import { historyOf, messagesOf, outcome, throughBothAdapters } from '@/test/support/webhooks/world';

throughBothAdapters('a body that cannot be read', (send) => {
  describe('names the place and the remedy', () => {
    it.each<[string, string, RegExp, Record<string, string>]>([
      ['a Windows path', '{"text":"C:\\Temp"}', /line 1, column 12 has '\\T'.*backslash/, {}],
      ['keys without quotes', '{text:"x"}', /line 1, column 2 has 'text'.*double quotes/, {}],
      ['a missing comma', '{"text":"x"\n "bot":{}}', /line 2, column 2 has '"'.*comma/, {}],
      ['a body that ends early', '{"text":"x"', /column 12 has the end of the body/, {}],
      ["Python's words", '{"text":None}', /column 9 has 'None'.*null/, {}],
      ['curly quotes', '{“text”:"x"}', /curly quotation marks/, {}],
      [
        'a file of plain text',
        'Backup of 10% & more: done\nall good',
        /--data-urlencode/,
        { 'content-type': FORM },
      ],
      [
        'plain text',
        'Backup done',
        /--data-urlencode.*-F 'text=<-'.*\/files/,
        { 'content-type': 'text/plain' },
      ],
      ['plain text that says it is JSON', 'Backup done', /column 1 has 'Backup'.*--data-urlencode/, {}],
      ['a log that begins with a bracket', '[2026-01-01] done', /--data-urlencode/, { 'content-type': FORM }],
      ['settings', 'PATH=/bin\nHOME=/root', /--data-urlencode/, { 'content-type': FORM }],
      ['text that an & cuts', 'text=disk & cpu', /--data-urlencode/, { 'content-type': FORM }],
      ['a key of base64', 'c2VjcmV0IQ1234567==', /--data-urlencode/, { 'content-type': FORM }],
      [
        'single quotes of a Windows shell',
        "'{text:Hello}'",
        /Windows shell.*double quotes/,
        { 'content-type': FORM },
      ],
      ['quotation marks that were escaped twice', '{\\"text\\":\\"x\\"}', /Take away the backslashes/, {}],
    ])('%s', async (_, body, words, headers) => {
      const { token, channel, post } = await aSender(send);
      const answer = await outcome(await post(body, { 'content-type': 'application/json', ...headers }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'body' });
      expect(answer.message).toMatch(words);
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect((await historyOf(token.id))[0]).toMatchObject({ reason: answer.message });
    });
  });

  it('says what a form is that comes under another name', async () => {
    const { post } = await aSender(send);
    for (const type of ['application/json', 'text/plain']) {
      const answer = await outcome(await post('text=hello', { 'content-type': type }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'content-type' });
      expect(answer.message).toContain(FORM);
    }
  });

  it('never tells more than a few characters of a body, whatever stands in it', async () => {
    const { post } = await aSender(send);
    const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
    const bodies = [
      secret,
      `${secret}=1`,
      `${secret}&text=x`,
      `text=x&${secret}=1`,
      `{${secret}}`,
      `{"text":${secret}}`,
      `{"text":"x","${'key '.repeat(9)}${secret}":1}`,
      `{"text":"x","bot":{"${'k'.repeat(40)}${secret}":1}}`,
      `{"${'k'.repeat(40)}${secret}":1,"${'k'.repeat(40)}${secret}":2}`,
      `<${secret}>`,
    ];
    for (const type of [FORM, 'application/json', 'text/plain', 'application/xml']) {
      for (const body of bodies) {
        const answer = await post(body, { 'content-type': type });
        expect([body, answer.status >= 400]).toEqual([body, true]);
        expect(await answer.text()).not.toContain(secret.slice(0, 20));
      }
    }
  });

  it('refuses a bomb with 413, broken gzip with 400 and other compressions with 415, all of them on record', async () => {
    const { token, channel, post } = await aSender(send);
    const bomb = gzipSync(`{"text":"${' '.repeat(50 * 1024 * 1024)}"}`);
    const large = `{"text":"x"}${' '.repeat(2 * 1024 * 1024)}`;
    const cases: [Uint8Array, string, number][] = [
      [bomb, 'gzip', 413],
      [gzipSync(bomb), 'gzip, gzip', 413],
      [deflateSync(large), 'deflate', 413],
      [deflateRawSync(large), 'deflate', 413],
      [brotliCompressSync(large), 'br', 413],
      [Buffer.from(MESSAGE), 'gzip', 400],
      [Buffer.from(MESSAGE), 'zstd', 415],
    ];
    for (const [body, encoding, status] of cases) {
      expect((await post(body, { 'content-encoding': encoding })).status).toBe(status);
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect((await historyOf(token.id)).map((call) => call.status).sort()).toEqual([
      400, 413, 413, 413, 413, 413, 415,
    ]);
  });
});
