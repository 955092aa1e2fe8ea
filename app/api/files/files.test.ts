import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedIn } from '@/prisma/factories/create-user';
import { aPerson, ask, type Person } from '@/test/support/people/person';
import { PNG } from '@/test/support/picture';
import { filesOf, filesUrl, form } from '@/test/support/webhooks/files';
import { aBot, aChannel, aToken, json, select, viaWeb } from '@/test/support/webhooks/world';
import { GET as file } from './[fileId]/route';

type Sent = Parameters<typeof form>[0];

/** Somebody who has posted files into a channel of two, with the browsers of both. */
async function posted(...files: Sent) {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const owner = await asUser(ada);
  const channel = await aChannel(owner, [await asUser(bob)]);
  const token = await aToken(owner);
  const answer = await viaWeb(filesUrl(channel, token), form(files));
  expect(answer.status).toBe(204);
  const ids = (await filesOf(owner)).map(({ id }) => id);
  return { ada, bob, eve, owner, channel, token, ids, id: ids[0]! };
}

async function asUser({ id }: Person) {
  const [user] = await select<Parameters<typeof signedIn>[0]>('SELECT * FROM "user" WHERE id = $1', id);
  return signedIn(user!);
}

async function read(person: Person | undefined, fileId: string, headers: Record<string, string> = {}) {
  const request = new Request('http://localhost/api/files/x', {
    headers: { ...(person && { cookie: person.cookie }), ...headers },
  });
  const response = await file(request, { params: Promise.resolve({ fileId }) });
  return { response, status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('a file', () => {
  it('is given to every member of its channel, byte for byte', async () => {
    const bytes = Buffer.alloc(700_000, 'abcdefghijk');
    const { ada, bob, id } = await posted({ name: 'a.txt', bytes });
    for (const person of [ada, bob]) {
      const { response, bytes: got } = await read(person, id);
      expect(response.status).toBe(200);
      expect(got.equals(bytes)).toBe(true);
    }
  });

  it('is there for nobody else: signed out 401, not a member 404 as for a file there is not', async () => {
    const { eve, id } = await posted({ name: 'a', bytes: 'a' });
    expect(await ask(file, { params: { fileId: id } })).toMatchObject({
      status: 401,
      json: { code: 'sign_in_required' },
    });
    const theirs = await ask(file, { params: { fileId: id }, person: eve });
    const none = await ask(file, { params: { fileId: randomUUID() }, person: eve });
    expect(theirs).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(none.json.title).toBe(theirs.json.title);
    expect(await ask(file, { params: { fileId: 'x' }, person: eve })).toMatchObject({ status: 400 });
  });

  it('is there no more for who has left, nor for who joined later and does not see its message', async () => {
    const { bob, eve, channel, id } = await posted({ name: 'a', bytes: 'a' });
    expect((await read(bob, id)).status).toBe(200);
    await select('DELETE FROM feed_member WHERE feed_id = $1 AND user_id = $2', channel.feedId, bob.id);
    expect((await read(bob, id)).status).toBe(404);
    await select(
      'INSERT INTO feed_member (feed_id, user_id, from_seq) VALUES ($1, $2, 1)',
      channel.feedId,
      eve.id,
    );
    expect((await read(eve, id)).status).toBe(404);
  });

  it('is nobody’s as long as the call is not accepted', async () => {
    const { ada, id } = await posted({ name: 'a', bytes: 'a' });
    const pending = randomUUID();
    await select(
      `INSERT INTO file (id, owner_id, name, media_type, size)
       SELECT $2, owner_id, name, media_type, size FROM file WHERE id = $1`,
      id,
      pending,
    );
    expect((await read(ada, pending)).status).toBe(404);
  });

  it('is not given to who names its id in a message of their own, whatever that message carries', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const [owner, other] = [await asUser(ada), await asUser(bob)];
    const bot = await aBot(other, {}, [owner]);
    const [token, theirs] = [await aToken(owner), await aToken(other)];
    const to = (action: string, key: string) => `/api/v2/bots/${bot.uniqueName}/${action}?zapikey=${key}`;
    await viaWeb(to('files', token.token), form([{ name: 'a', bytes: 'secret' }]));
    const [{ id } = { id: '' }] = await filesOf(owner);
    for (const body of [{ text: id }, { text: 'x', card: { title: id } }]) {
      expect((await viaWeb(to('message', theirs.token), json(body))).status).toBe(204);
    }
    const named = form([{ name: `${id}.txt`, bytes: 'x' }], [['comments', id]]);
    expect((await viaWeb(to('files', theirs.token), named)).status).toBe(204);
    expect([(await read(ada, id)).status, (await read(bob, id)).status]).toEqual([200, 404]);
  });

  it('posted before the relation was kept, or by a server of that time, is given to those who see its message', async () => {
    const { ada, bob, eve, id } = await posted({ name: 'a', bytes: 'a' });
    await select('DELETE FROM message_file WHERE file_id = $1', id);
    expect((await read(ada, id)).status).toBe(404);
    await select('SELECT link_file(f) FROM file f WHERE id = $1', id);
    const statuses = [await read(ada, id), await read(bob, id), await read(eve, id)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 404]);
  });

  it('in a thread is given to the members of its channel, in direct messages to the two', async () => {
    const { ada, bob, eve, owner, channel, token } = await posted({ name: 'a', bytes: 'a' });
    const key = `?zapikey=${token.token}`;
    const channelUrl = `/api/v2/channelsbyname/${channel.uniqueName}/message${key}`;
    const root = await viaWeb(channelUrl, json({ text: 'Root', sync_message: true }));
    const { message_id } = (await root.json()) as { message_id: string };
    await viaWeb(channelUrl, json({ text: 'Reply', thread_message_id: message_id }));
    const [thread] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM thread WHERE parent_feed_id = $1',
      channel.feedId,
    );
    for (const path of [`chats/CT_${thread?.feed_id}`, `buddies/${bob.id}`]) {
      expect((await viaWeb(`/api/v2/${path}/files${key}`, form([{ name: 'b', bytes: 'b' }]))).status).toBe(
        204,
      );
      const id = (await filesOf(owner)).at(-1)?.id ?? '';
      const statuses = [await read(ada, id), await read(bob, id), await read(eve, id)].map(
        ({ status }) => status,
      );
      expect(statuses).toEqual([200, 200, 404]);
    }
  });

  it('sent through a bot is for its receiver alone', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const [owner, other] = [await asUser(ada), await asUser(bob)];
    const [bot, token] = [await aBot(other, {}, [owner]), await aToken(owner)];
    const url = `/api/v2/bots/${bot.uniqueName}/files?zapikey=${token.token}`;
    expect((await viaWeb(url, form([{ name: 'a', bytes: 'a' }]))).status).toBe(204);
    const [{ id } = { id: '' }] = await filesOf(owner);
    expect([(await read(ada, id)).status, (await read(bob, id)).status]).toEqual([200, 404]);
  });
});

describe('what a browser does with a file', () => {
  it.each([
    ['a picture', 'ü.png', PNG, 'image/png', 'inline'],
    ['text', 'a.html', 'hello', 'text/plain; charset=utf-8', 'attachment'],
    ['a page', 'a.html', '<html><script>alert(1)</script></html>', 'text/plain; charset=utf-8', 'attachment'],
    [
      'an SVG',
      'a.svg',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'application/octet-stream',
      'attachment',
    ],
    ['an SVG without a head', 'a.svg', '<svg onload="alert(1)"/>', 'text/plain; charset=utf-8', 'attachment'],
    ['a PDF', 'a.pdf', '%PDF-1.7\n1 0 obj', 'application/octet-stream', 'attachment'],
    ['nothing', 'a', '', 'application/octet-stream', 'attachment'],
  ])('%s is never active content', async (_, name, bytes, type, kind) => {
    const { ada, id } = await posted({ name, bytes, type: 'text/html' });
    const { response } = await read(ada, id);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': expect.stringMatching(/^private,/),
    });
    const disposition = response.headers.get('content-disposition');
    expect(disposition).toMatch(new RegExp(`^${kind}; filename=`));
    expect(disposition).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
  });

  it('it may ask for a range, and whether it has the file already', async () => {
    const bytes = Buffer.alloc(600_000);
    for (let at = 0; at < bytes.length; at++) bytes[at] = at % 251;
    const { ada, id } = await posted({ name: 'a.bin', bytes });
    const part = await read(ada, id, { range: 'bytes=262100-262200' });
    expect(part.status).toBe(206);
    expect(part.response.headers.get('content-range')).toBe('bytes 262100-262200/600000');
    expect(part.bytes.equals(bytes.subarray(262_100, 262_201))).toBe(true);
    expect((await read(ada, id, { range: 'bytes=-5' })).bytes.equals(bytes.subarray(-5))).toBe(true);
    const beyond = await read(ada, id, { range: 'bytes=600000-' });
    expect([beyond.status, beyond.response.headers.get('content-range')]).toEqual([416, 'bytes */600000']);
    const etag = part.response.headers.get('etag') ?? '';
    expect((await read(ada, id, { 'if-none-match': etag })).status).toBe(304);
    expect((await read(ada, id, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
  });
});
