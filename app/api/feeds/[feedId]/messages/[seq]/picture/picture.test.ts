import { expect, it } from 'vitest';
import { GET as botPicture } from '@/app/api/bots/[uniqueName]/picture/route';
import { pictureCache } from '@/lib/pictures/picture-cache';
import { signedIn } from '@/prisma/factories/create-user';
import { aPerson, ask } from '@/test/support/people/person';
import { aBot, aChannel, aToken, json, select, viaWeb } from '@/test/support/webhooks/world';
import { GET as messagePicture } from './route';

async function world() {
  const [ada, eve] = [await aPerson(), await aPerson()];
  const [row] = await select<Parameters<typeof signedIn>[0]>('SELECT * FROM "user" WHERE id = $1', ada.id);
  const user = await signedIn(row!);
  const [channel, token] = [await aChannel(user), await aToken(user)];
  const url = `http://127.0.0.1:1/${channel.uniqueName}.png`;
  const body = json({ text: 'x', slides: [{ type: 'images', data: [url] }] });
  const posted = await viaWeb(
    `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`,
    body,
  );
  expect(posted.status).toBe(204);
  return { ada, eve, user, url, params: { feedId: String(channel.feedId), seq: '1' } };
}

it('only who sees a message has the server fetch its pictures, and only those that stand in it', async () => {
  const { ada, eve, url, params } = await world();
  const fetched: string[] = [];
  const cache = pictureCache();
  const { get } = cache;
  cache.get = (address) => {
    fetched.push(address);
    return get.call(cache, address);
  };
  try {
    const query = (address: string) => `?url=${encodeURIComponent(address)}`;
    const asked = [
      await ask(messagePicture, { params, query: query(url) }),
      await ask(messagePicture, { params, person: eve, query: query(url) }),
      await ask(messagePicture, { params, person: ada, query: query(`${url}?other`) }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([401, 404, 404]);
    expect(fetched).toEqual([]);
    // The picture stands in the message, but at an address of this machine, and the server fetches nothing from there.
    expect(await ask(messagePicture, { params, person: ada, query: query(url) })).toMatchObject({
      status: 404,
    });
    expect(fetched).toEqual([url]);
  } finally {
    cache.get = get;
  }
});

it("a bot's picture is for those who may know of the bot", async () => {
  const { eve, user } = await world();
  const bot = await aBot(user, { access: 'PERSONAL' });
  const asked = await ask(botPicture, { params: { uniqueName: bot.uniqueName }, person: eve });
  expect(asked).toMatchObject({ status: 404 });
});
