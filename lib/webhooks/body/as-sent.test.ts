import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { aSender, FORM, MESSAGE, type SentBody } from '@/test/support/webhooks/sent-bodies';
import { historyOf, messagesOf, throughBothAdapters } from '@/test/support/webhooks/world';

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

throughBothAdapters('bodies in whatever coding, charset and form they are sent', (send) => {
  it.each<SentBody>([
    ['a charset as its Content-Encoding', MESSAGE, { 'content-encoding': 'UTF-8' }],
    ['none as its Content-Encoding', MESSAGE, { 'content-encoding': 'none' }],
    ['gzip', gzipSync(MESSAGE), { 'content-encoding': 'gzip' }],
    ['gzip in capitals, and identity', gzipSync(MESSAGE), { 'content-encoding': 'GZIP, identity' }],
    ['deflate with its header', deflateSync(MESSAGE), { 'content-encoding': 'deflate' }],
    ['deflate without', deflateRawSync(MESSAGE), { 'content-encoding': 'deflate' }],
    ['brotli', brotliCompressSync(MESSAGE), { 'content-encoding': 'br' }],
    ['two compressions', gzipSync(deflateSync(MESSAGE)), { 'content-encoding': 'deflate, gzip' }],
    ['a charset in single quotes', MESSAGE, { 'content-type': "application/json; charset='utf-8'" }],
    ['a charset without a name', MESSAGE, { 'content-type': 'application/json; utf-8' }],
    ['the charset "binary"', MESSAGE, { 'content-type': 'application/json; charset=binary' }],
    ['an unknown charset', MESSAGE, { 'content-type': 'application/json; charset=klingon' }],
    ['a doubled content type', MESSAGE, { 'content-type': 'application/json, application/json' }],
    ['UTF-16LE with a byte order mark', utf16(MESSAGE), { 'content-type': 'application/json' }],
    ['UTF-16BE with a byte order mark', utf16(MESSAGE, true), { 'content-type': 'application/json' }],
    ['UTF-16LE without one', utf16(MESSAGE).subarray(2), { 'content-type': 'application/json' }],
    ['UTF-8 announced as UTF-16', ` ${MESSAGE}`, { 'content-type': 'application/json; charset=utf-16' }],
    ['a form announced as UCS-2', '&text=St%C3%B6rung', { 'content-type': `${FORM}; charset=ucs-2` }],
    ['UTF-8 announced as Latin-1', MESSAGE, { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['a form with its payload in JSON', `payload=${encodeURIComponent(MESSAGE)}`, { 'content-type': FORM }],
    ["a gateway's own Authorization", MESSAGE, { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' }],
    ["Java's default Accept", MESSAGE, { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' }],
  ])('takes %s', async (_, body, headers) => {
    const { post, texts, notes } = await aSender(send);
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect(await notes()).toEqual([]);
  });

  it.each<SentBody>([
    [
      'UTF-8 that was cut inside a character',
      Buffer.from('{"text":"€ ü\xc3"}'.replaceAll('€', '\xe2\x82\xac').replaceAll('ü', '\xc3\xbc'), 'latin1'),
      {},
    ],
    ['signs that only Windows-1252 has', Buffer.from('{"text":"\x80 \xfc\xc3"}', 'latin1'), {}],
    [
      'the same announced as Latin-1',
      Buffer.from('{"text":"\x80 \xfc\xc3"}', 'latin1'),
      { 'content-type': 'text/plain; charset=iso-8859-1' },
    ],
    ['the same in a form', 'text=%E2%82%AC+%FC%C3', { 'content-type': FORM }],
  ])('keeps every character of %s', async (_, body, headers) => {
    const { post, texts } = await aSender(send);
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['€ üÃ']);
  });

  it('keeps every character of escapes in a query that are not UTF-8, and notes it', async () => {
    const { bot, incoming, notes } = await aSender(send);
    expect((await send(`${incoming}&text=St%F6rung&title=%C3%BC+%80`)).status).toBe(200);
    const { text } = JSON.parse((await messagesOf(bot.feedId))[0]!.content);
    expect(text).toBe('*ü €*\nStörung');
    expect(await notes()).toEqual([expect.stringContaining('Windows-1252')]);
  });

  it.each<SentBody>([
    ['JSON under multipart/form-data', MESSAGE, { 'content-type': 'multipart/form-data' }],
    ['JSON that was escaped as a whole', encodeURIComponent(MESSAGE), { 'content-type': FORM }],
  ])('takes %s, at both kinds of endpoint', async (_, body, headers) => {
    const { bot, incoming, post, texts } = await aSender(send);
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect((await post(body, headers, incoming)).status).toBe(200);
    expect(JSON.parse((await messagesOf(bot.feedId))[0]!.content)).toEqual({ text: 'Störung' });
  });

  it('shows what a payload in a form says, where anything is taken', async () => {
    const { bot, incoming, post } = await aSender(send);
    const type = { 'content-type': FORM };
    expect((await post(`payload=${encodeURIComponent(MESSAGE)}`, type, incoming)).status).toBe(200);
    expect(JSON.parse((await messagesOf(bot.feedId))[0]!.content)).toEqual({ text: 'Störung' });
  });

  it('takes files of a multipart message under any field name', async () => {
    const { channel, url } = await aSender(send);
    for (const field of ['file', 'files', 'attachments', 'screenshot']) {
      const form = new FormData();
      form.set('text', 'See the log');
      form.set(field, new Blob(['all good']), 'build.log');
      expect((await send(url, { method: 'POST', body: form })).status).toBe(204);
    }
    const contents = (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content));
    expect(contents).toHaveLength(4);
    for (const { text, files } of contents) {
      expect([text, files.length, files[0].name]).toEqual(['See the log', 1, 'build.log']);
    }
  });

  it('hands a text that is no form on as it is where anything is taken', async () => {
    const { bot, incoming, post } = await aSender(send);
    const texts = ['Backup done', 'line 1: a=b\nline 2 & c', 'c2VjcmV0', '[2026-01-01] done'];
    for (const text of texts) {
      expect((await post(text, { 'content-type': FORM }, incoming)).status).toBe(200);
    }
    const contents = (await messagesOf(bot.feedId)).map(({ content }) => JSON.parse(content).text);
    expect(contents).toEqual(texts.map((text) => `\`\`\`\n${text}\n\`\`\``));
  });

  it('hands broken JSON on as the text it is where anything is taken', async () => {
    const { bot, incoming, post } = await aSender(send);
    for (const body of ['{"text":"C:\\Temp"}', '{"a":']) {
      expect((await post(body, { 'content-type': 'application/json' }, incoming)).status).toBe(200);
    }
    const contents = (await messagesOf(bot.feedId)).map(({ content }) => JSON.parse(content).text);
    expect(contents).toEqual(['```\n{"text":"C:\\Temp"}\n```', '```\n{"a":\n```']);
  });

  it('keeps no key that came compressed', async () => {
    const { token, post } = await aSender(send);
    const body = gzipSync(`{"text":"the key is ${token.token}"}`);
    expect((await post(body, { 'content-encoding': 'gzip' })).status).toBe(204);
    const kept = JSON.stringify(await historyOf(token.id));
    expect(kept).not.toContain(token.token.slice(-32));
    expect(kept).not.toContain(body.toString('hex'));
  });
});
