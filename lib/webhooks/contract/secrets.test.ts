import { expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

const u = (text: string) =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const twice = (text: string) =>
  encodeURIComponent(text.replace(/[0-9a-f.]/g, (c) => `%${c.charCodeAt(0).toString(16)}`));

throughBothAdapters('no spelling of a token is kept or shown', (send) => {
  async function world() {
    const user = await aUser();
    const token = await aToken(user);
    const channel = await aChannel(user);
    const at = `/api/v2/channelsbyname/${channel.uniqueName}`;
    const secret = token.token.slice(-32);
    /** Everything stored about the token's calls, decoded in every way, in lower case. */
    const stored = async () => {
      const rows = [
        ...(await historyOf(token.id)).map(({ body, ...row }) => ({
          ...row,
          body: body && Buffer.from(body).toString('latin1').replaceAll('\0', ''),
        })),
        ...(await messagesOf(channel.feedId)),
      ];
      const text = JSON.stringify(rows);
      const layers = [text];
      for (let layer = 0; layer < 4; layer++) {
        layers.push(
          layers
            .at(-1)!
            .replace(/\\+u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
            .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        );
      }
      const runs = text.match(/[A-Za-z0-9+/_-]{40,}/g) ?? [];
      const decoded = runs.flatMap((run) => [0, 1, 2, 3].map((skip) => atobOf(run.slice(skip))));
      return [...layers, ...decoded].join('\n').toLowerCase();
    };
    return { user, token, secret, channel, at, stored, key: `?zapikey=${token.token}` };
  }
  const atobOf = (run: string) => Buffer.from(run, 'base64').toString('latin1');

  it.each<[string, (token: string) => RequestInit]>([
    ['JSON escapes in a text', (t) => json(`{"text":"key ${u(t)}"}`)],
    ['one JSON escape', (t) => json(`{"text":"${t.slice(0, 60)}${u(t[60]!)}${t.slice(61)}"}`)],
    ['JSON escapes in a key that is refused', (t) => json(`{"text":"x","${u(t)}":1}`)],
    ['upper case', (t) => json({ text: t.toUpperCase() })],
    ['percent-encoding twice', (t) => json({ text: twice(t) })],
    ['Base64', (t) => json({ text: `Authorization: Basic ${btoa(`user:${t}`)}` })],
    ['a form', (t) => ({ method: 'POST', body: new URLSearchParams({ text: twice(t) }) })],
    [
      'UTF-16',
      (t) => ({
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-16le' },
        body: Buffer.from(JSON.stringify({ text: t }), 'utf16le'),
      }),
    ],
    [
      'headers',
      (t) => ({
        ...json({ text: 'x' }),
        headers: {
          'user-agent': t.toUpperCase(),
          referer: `http://a/?k=${twice(t)}`,
          'x-auth': `Basic ${btoa(`a:${t}`)}`,
          'next-action': t,
          cookie: `a=${t}`,
        },
      }),
    ],
    ['a body that is no message', (t) => json(`"${u(t)}"`)],
  ])('%s', async (_, init) => {
    const { at, key, token, secret, stored } = await world();
    const answer = await send(`${at}/message${key}&x=${twice(token.token)}`, init(token.token));
    expect((await answer.text()).toLowerCase()).not.toContain(secret);
    const text = await stored();
    expect(text).toContain(token.publicId);
    expect(text).not.toContain(secret);
  });

  it('contents and names of files', async () => {
    const { at, key, token, secret, stored, user } = await world();
    const form = new FormData();
    const content = `${'x'.repeat(70_000)}${token.token}\n{"k":"${u(token.token)}"}\n${token.token.toUpperCase()}${'y'.repeat(70_000)}`;
    form.append('files', new Blob([content]), `${token.token}.txt`);
    form.append('text', `see ${token.token.toUpperCase()}`);
    form.append('comments', JSON.stringify([twice(token.token)]));
    const answer = await send(`${at}/files${key}`, { method: 'POST', body: form });
    expect(answer.status).toBe(204);
    const [file] = await db().file.findMany({
      where: { ownerId: user.id },
      select: { id: true, name: true, comment: true, size: true },
    });
    expect(file?.size).toBe(BigInt(content.length));
    expect(file?.name).toBe(`${token.publicId}.${'*'.repeat(32)}.txt`);
    const chunks = await select<{ bytes: Buffer }>(
      'SELECT bytes FROM file_chunk WHERE file_id = $1 ORDER BY n',
      file?.id,
    );
    const kept = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('latin1');
    expect(kept).toHaveLength(content.length);
    expect(kept.startsWith('x'.repeat(70_000))).toBe(true);
    expect(kept.endsWith('y'.repeat(70_000))).toBe(true);
    const read = kept.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    expect(`${read}${JSON.stringify({ ...file, size: 0 })}${await stored()}`.toLowerCase()).not.toContain(
      secret,
    );
  });

  it('what a handler puts together again, in its message, its answer and its errors', async () => {
    const { user, token, secret } = await world();
    const codes = [
      'function handler(r) { return { text: r.body.parts.join(""), seen: r.body.parts.join("") }; }',
      'function handler(r) { throw new Error(r.body.parts.join("")); }',
    ];
    for (const handlerCode of codes) {
      const bot = await aBot(user, { handlerCode });
      const parts = [token.token.slice(0, 50), token.token.slice(50)];
      const answer = await send(
        `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`,
        json({ parts }),
      );
      expect(await answer.text()).not.toContain(secret);
      expect(JSON.stringify(await messagesOf(bot.feedId))).not.toContain(secret);
    }
    const reasons = (await historyOf(token.id)).map(({ reason }) => reason);
    expect(reasons.at(-1)).toContain(token.publicId);
    expect(reasons.join()).not.toContain(secret);
  });

  it('a body whose compression hides what it holds', async () => {
    const { at, key, token } = await world();
    const answer = await send(`${at}/message${key}`, {
      ...json({ text: token.token }),
      headers: { 'content-encoding': 'zstd' },
    });
    expect(answer.status).toBe(415);
    const [row] = await historyOf(token.id);
    expect([row?.body?.length ?? 0, Number(row?.body_size) > 70]).toEqual([0, true]);
  });
});
