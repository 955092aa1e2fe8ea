import { randomUUID } from 'node:crypto';
import { expect, it, test } from 'vitest';
import { aSender } from '@/test/support/webhooks/sent-bodies';
import { messagesOf, throughBothAdapters } from '@/test/support/webhooks/world';
import { readMultipart } from './form';

type Part = { name: string; value: Uint8Array | string; file?: string; type?: string };

/** A form byte by byte, as programs write it that do not know what a charset is. */
function written(parts: readonly Part[], boundary: string = randomUUID()) {
  const bytes = parts.flatMap(({ name, value, file, type }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...bytes, Buffer.from(`--${boundary}--\r\n`)]);
  return [body, { 'content-type': `multipart/form-data; boundary=${boundary}` }] as const;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

test('a field of a multipart form keeps its whole name', async () => {
  const name = 'n'.repeat(300);
  expect((await readMultipart(...written([{ name, value: 'x' }]))).fields).toEqual([[name, 'x']]);
});

throughBothAdapters('multipart forms as senders write them', (send) => {
  const contents = async (feedId: number) =>
    (await messagesOf(feedId)).map(({ content }) => JSON.parse(content));

  it('keep all that a message with a file says', async () => {
    const { channel, post } = await aSender(send);
    const parts = [
      { name: 'text', value: 'See the log' },
      { name: 'bot', value: '{"name":"CI"}' },
      { name: 'card', value: '{"title":"Build 7"}' },
      { name: 'sync_message', value: 'true' },
      { name: 'comments', value: 'the end of it' },
      { name: 'log', value: 'all good', file: 'build.log' },
    ];
    const answer = await post(...written(parts));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ message_id: expect.stringMatching(/^\d{13}_\d+$/) });
    expect(await contents(channel.feedId)).toEqual([
      {
        text: 'See the log',
        bot: { name: 'CI' },
        card: { title: 'Build 7' },
        sync_message: 'true',
        files: [expect.objectContaining({ name: 'build.log', size: 8, comment: 'the end of it' })],
      },
    ]);
  });

  it('with a file are refused for a key that no message has, and nothing is stored', async () => {
    const { channel, post } = await aSender(send);
    const parts = [
      { name: 'text', value: 'x' },
      { name: 'user_ids', value: '1' },
      { name: 'log', value: 'x', file: 'a' },
    ];
    const answer = await post(...written(parts));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'extra_key_found', field: 'user_ids' }),
    ]);
    expect(await contents(channel.feedId)).toEqual([]);
  });

  it.each([
    ['the same name', 'text'],
    ['two names', 'message'],
  ])('with a file and two texts under %s are refused, so that neither is lost', async (_, name) => {
    const { channel, url, post } = await aSender(send);
    const parts = [
      { name: 'text', value: 'a' },
      { name, value: 'b' },
      { name: 'message', value: ' ' },
      { name: 'log', value: 'x', file: 'a' },
    ];
    for (const to of [url, url.replace('/message?', '/files?')]) {
      const answer = await post(...written(parts), to);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        expect.objectContaining({ code: 'invalid_inputs', field: name }),
      ]);
    }
    expect(await contents(channel.feedId)).toEqual([]);
  });

  it('with a file and no words are a message', async () => {
    const { channel, post } = await aSender(send);
    expect((await post(...written([{ name: 'log', value: 'x', file: 'a.log' }]))).status).toBe(204);
    expect(await contents(channel.feedId)).toEqual([{ files: [expect.objectContaining({ name: 'a.log' })] }]);
  });

  it('in which no file was chosen are a message without one', async () => {
    const { channel, post } = await aSender(send);
    const parts = [
      { name: 'text', value: 'hello' },
      { name: 'attachments', value: '', file: '', type: 'application/octet-stream' },
    ];
    expect((await post(...written(parts))).status).toBe(204);
    expect(await contents(channel.feedId)).toEqual([{ text: 'hello' }]);
  });

  it.each([
    ['that name none', undefined, 1],
    ['that name theirs', 'text/plain; charset=ISO-8859-1', 0],
  ])(
    'keep every character of parts in another charset %s, with a file or without',
    async (_, type, noted) => {
      const { bot, channel, incoming, post, notes } = await aSender(send);
      const text = { name: 'text', value: latin1('Störung'), type };
      expect((await post(...written([text]))).status).toBe(204);
      expect(await notes()).toHaveLength(noted);
      expect((await post(...written([text]), incoming)).status).toBe(200);
      expect((await post(...written([text, { name: 'log', value: 'x', file: 'a' }]))).status).toBe(204);
      const texts = (await contents(channel.feedId)).map((content) => content.text);
      expect(texts).toEqual(['Störung', 'Störung']);
      expect(await contents(bot.feedId)).toEqual([{ text: 'Störung' }]);
    },
  );

  it('keep UTF-8 beside parts that are not, whatever is announced', async () => {
    const { channel, post } = await aSender(send);
    const parts = [
      { name: 'text', value: latin1('Störung') },
      { name: 'message_topic', value: 'Grüße €', type: 'text/plain; charset=utf-8' },
    ];
    expect((await post(...written(parts))).status).toBe(204);
    expect(await contents(channel.feedId)).toEqual([{ text: 'Störung', message_topic: 'Grüße €' }]);
  });

  it('keep numbers as they were written', async () => {
    const { channel, post } = await aSender(send);
    const slides = '[{"type":"label","data":[{"Version":2.10}]}]';
    expect((await post(...written([{ name: 'slides', value: slides }]))).status).toBe(204);
    expect((await messagesOf(channel.feedId))[0]!.content).toBe(`{"slides":${slides}}`);
  });

  it('name their fields without quotes, as .NET and PowerShell do', async () => {
    const { channel, bot, incoming, post } = await aSender(send);
    const boundary = randomUUID();
    const body = `--${boundary}\r\nContent-Disposition: form-data; name=text\r\n\r\nhello\r\n--${boundary}--\r\n`;
    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
    expect((await post(body, headers)).status).toBe(204);
    expect((await post(body, headers, incoming)).status).toBe(200);
    expect(await contents(channel.feedId)).toEqual([{ text: 'hello' }]);
    expect(await contents(bot.feedId)).toEqual([{ text: 'hello' }]);
  });

  it('that end before their end are refused', async () => {
    const { channel, incoming, post } = await aSender(send);
    const [body, headers] = written([{ name: 'text', value: 'hello' }]);
    for (const to of [undefined, incoming]) {
      const answer = await post(body.subarray(0, -10), headers, to);
      expect([answer.status, (await answer.json()).code]).toEqual([400, 'invalid_inputs']);
    }
    expect(await contents(channel.feedId)).toEqual([]);
  });

  it('sent again under one key, each time with another boundary, are stored once', async () => {
    const { channel, post } = await aSender(send);
    const header = () => ({ 'idempotency-key': randomUUID() });
    const parts = [
      { name: 'text', value: 'hello' },
      { name: 'log', value: 'x', file: 'a.log' },
    ];
    for (const sent of [parts, parts.slice(0, 1)]) {
      const key = header();
      for (let times = 0; times < 2; times++) {
        const [body, type] = written(sent);
        expect((await post(body, { ...type, ...key })).status).toBe(204);
      }
    }
    expect(await contents(channel.feedId)).toHaveLength(2);
    const key = header();
    const [body, type] = written(parts);
    const [other] = written([{ name: 'text', value: 'other' }], type['content-type'].split('=')[1]);
    expect((await post(body, { ...type, ...key })).status).toBe(204);
    expect((await post(other, { ...type, ...key })).status).toBe(409);
  });

  it('have their files named where files are not read, and the history says where they are', async () => {
    const { bot, incoming, post, notes } = await aSender(send);
    const file = { name: 'text', value: 'all good', file: 'log.txt', type: 'text/plain' };
    expect((await post(...written([file]), incoming)).status).toBe(200);
    expect((await post(...written([{ name: 'title', value: 'Backup' }, file]), incoming)).status).toBe(200);
    const [alone, beside] = await contents(bot.feedId);
    expect(alone.text).toBeUndefined();
    expect(alone.slides[0].data.rows).toEqual([['files', 'log.txt']]);
    expect([beside.text, beside.slides[0].data.rows]).toEqual(['*Backup*', [['files', 'log.txt']]]);
    expect(await notes()).toEqual([expect.stringContaining('ends in /files')]);
  });

  it('may be empty where anything is taken', async () => {
    const { incoming, post } = await aSender(send);
    const [, headers] = written([]);
    expect((await post('', headers, incoming)).status).toBe(200);
  });
});
