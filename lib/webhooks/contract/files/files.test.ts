import { describe, expect, it } from 'vitest';
import { PNG } from '@/test/support/picture';
import { bytesOf, filesOf, filesUrl, form } from '@/test/support/webhooks/files';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  organizationId,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  return { user, token, channel, url: filesUrl(channel, token) };
}

async function contentOf(feedId: number) {
  const messages = await messagesOf(feedId);
  return messages.map(({ content }) => JSON.parse(content));
}

throughBothAdapters('files', (send) => {
  it('are answered 204 and become one message that names them, their bytes unchanged', async () => {
    const { user, token, channel, url } = await world();
    const answer = await send(
      url,
      form([
        { name: 'chart.png', bytes: PNG, type: 'image/png' },
        { name: 'build.log', bytes: 'line one\nline zwei ü\n' },
      ]),
    );
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    const [picture, log] = await filesOf(user);
    expect(await contentOf(channel.feedId)).toEqual([
      {
        files: [
          { id: picture!.id, name: 'chart.png', type: 'image/png', size: PNG.length, comment: '' },
          { id: log!.id, name: 'build.log', type: 'text/plain', size: 22, comment: '' },
        ],
      },
    ]);
    const place = { feed_id: channel.feedId, message_seq: '1' };
    expect([picture, log]).toMatchObject([place, place]);
    expect(await bytesOf(picture!.id)).toEqual(PNG);
    expect((await bytesOf(log!.id)).toString()).toBe('line one\nline zwei ü\n');
    expect(await countersOf(token.id)).toMatchObject({ invocations: 1, refusals: 0 });
  });

  it('of several chunks come out as they went in', async () => {
    const { user, url } = await world();
    const bytes = Buffer.alloc(3 * 256 * 1024 + 17, 'abcdefghij\n');
    expect((await send(url, form([{ name: 'a.txt', bytes }]))).status).toBe(204);
    const [file] = await filesOf(user);
    expect(file).toMatchObject({ size: String(bytes.length), media_type: 'text/plain' });
    expect((await bytesOf(file!.id)).equals(bytes)).toBe(true);
  });

  it('may be empty, and stand under any field name', async () => {
    const { channel, url } = await world();
    const sent = form([
      { name: 'empty.txt', bytes: '', field: 'attachment' },
      { name: 'b', bytes: 'b', field: 'file' },
    ]);
    expect((await send(url, sent)).status).toBe(204);
    const [{ files }] = await contentOf(channel.feedId);
    expect(files).toMatchObject([
      { name: 'empty.txt', size: 0, type: 'application/octet-stream' },
      { name: 'b', size: 1, type: 'text/plain' },
    ]);
  });

  it.each([
    ['a JSON array', [['comments', '["first","zweiter ✓"]']], undefined],
    [
      'a field for each',
      [
        ['comments', 'first'],
        ['comments', 'zweiter ✓'],
      ],
      undefined,
    ],
    [
      'beside a text for all',
      [
        ['comments', '["first","zweiter ✓"]'],
        ['message', 'Both'],
      ],
      'Both',
    ],
  ] as [string, [string, string][], string | undefined][])('have comments as %s', async (_, fields, text) => {
    const { user, channel, url } = await world();
    const two = [
      { name: 'a', bytes: 'a' },
      { name: 'b', bytes: 'b' },
    ];
    expect((await send(url, form(two, fields))).status).toBe(204);
    const [message] = await contentOf(channel.feedId);
    expect(message.files.map(({ comment }: { comment: string }) => comment)).toEqual(['first', 'zweiter ✓']);
    expect(message.text).toBe(text);
    expect(await filesOf(user)).toMatchObject([{ comment: 'first' }, { comment: 'zweiter ✓' }]);
  });

  it.each(['Nightly report', '["Nightly report"]', '[nightly] report'])(
    "have as the message's text the only comment there is: %s",
    async (comments) => {
      const { channel, url } = await world();
      const answer = await send(url, form([{ name: 'a', bytes: 'a' }], [['comments', comments]]));
      expect(answer.status).toBe(204);
      const expected = comments.startsWith('["') ? 'Nightly report' : comments;
      const [message] = await contentOf(channel.feedId);
      expect(message).toMatchObject({ text: expected, files: [{ comment: expected }] });
    },
  );

  it.each([
    ['übersicht – 日本 🎉.txt', 'übersicht – 日本 🎉.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\report.txt', 'report.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ])('are named for showing: %s', async (name, shown) => {
    const { channel, url } = await world();
    expect((await send(url, form([{ name, bytes: 'x' }]))).status).toBe(204);
    expect(await contentOf(channel.feedId)).toMatchObject([{ files: [{ name: shown }] }]);
  });

  it.each([
    ['text that says it is a picture', 'a.png', 'image/png', 'hello', 'text/plain'],
    ['a picture that says it is a page', 'a.html', 'text/html', PNG, 'image/png'],
    ['a page', 'a.png', 'image/png', '<html><script>alert(1)</script>', 'text/plain'],
    ['text that begins like a picture', 'a.bmp', 'image/bmp', 'BMW drives into the lake', 'text/plain'],
    ['XML', 'a.txt', 'text/plain', '<?xml version="1.0"?><a/>', 'application/xml'],
    ['control characters', 'a.txt', 'text/plain', 'a\u0007b', 'application/octet-stream'],
    ['what is no UTF-8', 'a.txt', 'text/plain', Buffer.from([0x61, 0xff]), 'application/octet-stream'],
    [
      'half a character at the end',
      'a.txt',
      'text/plain',
      Buffer.from([0x61, 0xc3]),
      'application/octet-stream',
    ],
  ])('have the type of their bytes, not of their sender: %s', async (_, name, type, bytes, expected) => {
    const { user, url } = await world();
    expect((await send(url, form([{ name, bytes, type }]))).status).toBe(204);
    expect(await filesOf(user)).toMatchObject([{ media_type: expected }]);
  });

  it('reach a channel by its id, and below the organisation', async () => {
    const { token, channel } = await world();
    const path = `channels/${channel.id}/files?zapikey=${token.token}`;
    const one = form([{ name: 'a', bytes: 'a' }]);
    expect((await send(`/api/v2/${path}`, one)).status).toBe(204);
    expect((await send(`/company/${await organizationId()}/api/v2/${path}`, one)).status).toBe(204);
    expect((await messagesOf(channel.feedId)).length).toBe(2);
    const answer = await outcome(await send(`/company/1/api/v2/${path}`, one));
    expect(answer).toMatchObject({ status: 403, code: 'access_denied' });
    expect(await historyOf(token.id)).toMatchObject([
      { endpoint: 'channel_files_by_id' },
      { outcome: 'accepted' },
      { outcome: 'access_denied' },
    ]);
  });

  it('reach a chat, and somebody’s direct messages; not those of others', async () => {
    const { token, channel } = await world();
    const [buddy, stranger] = [await aUser(), await aUser()];
    const key = `?zapikey=${token.token}`;
    const post = (path: string) => send(`/api/v2${path}/files${key}`, form([{ name: 'a.txt', bytes: 'a' }]));
    expect((await post(`/chats/CT_${channel.feedId}`)).status).toBe(204);
    expect((await post(`/buddies/${buddy.email}`)).status).toBe(204);
    expect(await contentOf(channel.feedId)).toHaveLength(1);
    const [chat] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM direct_chat WHERE $1 IN (low_id, high_id)',
      buddy.id,
    );
    expect(await contentOf(chat?.feed_id ?? 0)).toMatchObject([{ files: [{ name: 'a.txt' }] }]);
    const theirs = await aChannel(stranger);
    expect(await outcome(await post(`/chats/CT_${theirs.feedId}`))).toMatchObject({
      status: 403,
      code: 'access_denied',
    });
    expect(await outcome(await post('/buddies/nobody@example.com'))).toMatchObject({
      status: 404,
      code: 'user_not_found',
    });
  });

  it("reach the token's owner through a bot", async () => {
    const { user, token } = await world();
    const bot = await aBot(await aUser(), {}, [await aUser()]);
    const url = `/api/v2/bots/${bot.uniqueName}/files?zapikey=${token.token}`;
    expect((await send(url, form([{ name: 'a', bytes: 'a' }]))).status).toBe(204);
    expect(await messagesOf(bot.feedId)).toMatchObject([{ recipient_id: user.id, bot_id: bot.id }]);
    expect(await filesOf(user)).toMatchObject([{ feed_id: bot.feedId, message_seq: '1' }]);
  });

  describe('in the history', () => {
    it('are described, without their bytes; the size is that of the whole body', async () => {
      const { token, url } = await world();
      const sent = form([{ name: 'chart.png', bytes: PNG }], [['comments', `see ${token.token}`]]);
      const size = (await new Response(sent.body).arrayBuffer()).byteLength;
      expect((await send(url, sent)).status).toBe(204);
      const [call] = await historyOf(token.id);
      const file = { field: 'files', name: 'chart.png', type: 'image/png', size: PNG.length };
      const stars = `see ${token.publicId}.${'*'.repeat(32)}`;
      expect(JSON.parse(call!.body!.toString())).toEqual({
        files: [file],
        fields: [{ name: 'comments', value: stars }],
      });
      expect(call).toMatchObject({ outcome: 'accepted', status: 204, body_size: size, message_seq: '1' });
    });

    it('stand with the reason when refused', async () => {
      const { user, token, url } = await world();
      const sent = form([{ name: 'a', bytes: 'a' }], [['comments', '["1","2"]']]);
      expect(await outcome(await send(url, sent))).toMatchObject({
        status: 400,
        field: 'comments',
        limit: 1,
      });
      expect(await historyOf(token.id)).toMatchObject([
        { outcome: 'invalid_inputs', reason: 'There are 2 comments for 1 file; send at most one for each.' },
      ]);
      expect(await filesOf(user)).toEqual([]);
    });
  });

  it('sent again with an idempotency key are stored once; other bytes are a conflict', async () => {
    const { user, channel, url } = await world();
    const headers = { 'idempotency-key': 'nightly' };
    const again = () => send(url, { ...form([{ name: 'a', bytes: 'a' }]), headers });
    expect([(await again()).status, (await again()).status]).toEqual([204, 204]);
    const other = await send(url, { ...form([{ name: 'a', bytes: 'b' }]), headers });
    expect(await outcome(other)).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    expect((await messagesOf(channel.feedId)).length).toBe(1);
    expect(await filesOf(user)).toMatchObject([{ feed_id: channel.feedId }]);
  });
});
