import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { aSender } from '@/test/support/webhooks/sent-bodies';
import { messagesOf, throughBothAdapters } from '@/test/support/webhooks/world';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const PRIVET = Buffer.from('cff0e8e2e5f2', 'hex');

/** A form with a text, and with a file of this name, whose bytes nobody chose well. */
function written(text: Uint8Array, { type = '', request = '', file = null as Uint8Array | null } = {}) {
  const boundary = randomUUID();
  const part = (disposition: Uint8Array[], more: string, value: Uint8Array) => [
    latin1(`--${boundary}\r\nContent-Disposition: form-data; name="`),
    ...disposition,
    latin1(`"${more}\r\n\r\n`),
    value,
    latin1('\r\n'),
  ];
  const body = Buffer.concat([
    ...part([latin1('text')], type && `\r\nContent-Type: ${type}`, text),
    ...(file ? part([latin1('log"; filename="'), file], '\r\nContent-Type: text/plain', latin1('x')) : []),
    latin1(`--${boundary}--\r\n`),
  ]);
  return [body, { 'content-type': `multipart/form-data; boundary=${boundary}${request}` }] as const;
}

throughBothAdapters('a form whose texts are not UTF-8', (send) => {
  async function sentTo() {
    const sender = await aSender(send);
    const files = sender.url.replace('/message?', '/files?');
    const last = async (feedId: number) => JSON.parse((await messagesOf(feedId)).at(-1)!.content);
    return { ...sender, files, last };
  }

  it.each([
    ['Windows-1251 of its part', PRIVET, { type: 'text/plain; charset=windows-1251' }, 'Привет', 0],
    ['Windows-1251 of the request', PRIVET, { request: '; charset=windows-1251' }, 'Привет', 0],
    ['GBK', Buffer.from('c4e3bac3', 'hex'), { type: 'text/plain; charset=gbk' }, '你好', 0],
    ['Shift_JIS', Buffer.from('955c8ea6', 'hex'), { type: 'text/plain; charset=Shift_JIS' }, '表示', 0],
    ['Windows-1252', latin1('\x80 5'), { type: 'text/plain; charset=windows-1252' }, '€ 5', 0],
    ['Latin-1 with signs of Windows', latin1('\x80 5'), { type: 'text/plain; charset=iso-8859-1' }, '€ 5', 0],
    ['UTF-16', Buffer.from('hello', 'utf16le'), { type: 'text/plain; charset=utf-16le' }, 'hello', 0],
    ['what says UTF-8 and is not', latin1('St\xf6r'), { type: 'text/plain; charset=utf-8' }, 'Stör', 1],
    ['what names nothing', latin1('St\xf6r'), {}, 'Stör', 1],
  ])('keeps every character of %s, at every endpoint', async (_, bytes, how, shown, noted) => {
    const { post, files, incoming, channel, bot, notes, last } = await sentTo();
    const file = latin1('a.log');
    expect((await post(...written(bytes, how))).status).toBe(204);
    expect(await last(channel.feedId)).toEqual({ text: shown });
    expect(await notes()).toHaveLength(noted);
    expect((await post(...written(bytes, { ...how, file }))).status).toBe(204);
    expect(await last(channel.feedId)).toMatchObject({ text: shown, files: [{ name: 'a.log' }] });
    expect(await notes()).toHaveLength(noted);
    expect((await post(...written(bytes, { ...how, file }), files)).status).toBe(204);
    expect(await last(channel.feedId)).toMatchObject({ text: shown, files: [{ name: 'a.log' }] });
    expect(await notes()).toHaveLength(noted);
    expect((await post(...written(bytes, how), incoming)).status).toBe(200);
    expect(await last(bot.feedId)).toEqual({ text: shown });
    expect(await notes()).toHaveLength(noted);
  });

  it.each([
    ['in Windows-1252', latin1('St\xf6rung.log'), '', 'Störung.log', 1],
    ['in the charset of the request', PRIVET, '; charset=windows-1251', 'Привет', 0],
    ['as .NET encodes it', latin1('=?utf-8?B?U3TDtnIubG9n?='), '', 'Stör.log', 0],
    ['as e-mails encode it', latin1('=?iso-8859-1?Q?St=F6r_=22a=22.log?='), '', 'Stör "a".log', 0],
  ])(
    'keeps the name of a file %s, at both endpoints that take files',
    async (_, file, request, name, noted) => {
      const { post, files, channel, notes, last } = await sentTo();
      for (const to of [undefined, files]) {
        expect((await post(...written(latin1('x'), { request, file }), to)).status).toBe(204);
        expect(await last(channel.feedId)).toMatchObject({ text: 'x', files: [{ name }] });
        expect(await notes()).toHaveLength(noted);
      }
    },
  );
});
