import { expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  json,
  messagesOf,
  organizationId,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import { matchEndpoint } from '../endpoints/match';
import { endpoints } from '../endpoints/table';

it('every endpoint is found bare, below an organisation or a network on either side, and in its v3 spelling', () => {
  for (const endpoint of endpoints) {
    const fill = (path: string) => path.replace(/\{[^}]+\}/, 'a%40b');
    const paths = [`/api/v2${fill(endpoint.path)}`];
    if ('v3Path' in endpoint) paths.push(`/api/v3${fill(endpoint.v3Path)}`);
    for (const path of paths) {
      const found = { endpoint: { name: endpoint.name }, target: 'a@b' };
      expect(matchEndpoint(path)).toMatchObject({ ...found, orgId: null });
      expect(matchEndpoint(`/company/12%33${path}`)).toMatchObject({ ...found, orgId: '123' });
      expect(matchEndpoint(`/network/guests${path}`)).toMatchObject({ ...found, orgId: null });
      expect(matchEndpoint(path.replace(/v[23]/, '$&/company/123'))).toMatchObject({
        ...found,
        orgId: '123',
      });
      expect(matchEndpoint(path.replace(/v[23]/, '$&/network/guests'))).toMatchObject({
        ...found,
        orgId: null,
      });
      for (const wrong of [
        `/company/1/network/x${path}`,
        `/company/${path}`,
        `/company/1/company/1${path}`,
        `${path}/`,
      ]) {
        expect(matchEndpoint(wrong)).toBeNull();
      }
    }
  }
  expect(matchEndpoint('/api/v3/channels/x/message')).toMatchObject({
    endpoint: { name: 'channel_message' },
  });
  expect(matchEndpoint('/api/v3/channelsbyname/x/message')).toBeNull();
  expect(matchEndpoint('/api/v2/channelsbyname/x/messages')).toBeNull();
  expect(matchEndpoint('/api/v4/channelsbyname/x/message')).toBeNull();
});

throughBothAdapters('the forms of a URL', (send) => {
  it('all post the same, with the organisation checked where it is named', async () => {
    const user = await aUser();
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const key = `?zapikey=${token.token}`;
    const org = await organizationId();
    const accepted = [
      `/company/${org}/api/v2/channelsbyname/${channel.uniqueName}/message`,
      `/api/v2/company/${org}/channels/${channel.id}/message`,
      `/network/partners/api/v2/channelsbyname/${channel.uniqueName}/message`,
      `/api/v2/network/partners/channelsbyname/${channel.uniqueName}/message`,
      `/api/v3/channelsbyname/${channel.uniqueName}/messages`,
      `/api/v3/channels/${channel.id}/messages`,
      `/api/v3/chats/CT_${channel.feedId}/messages`,
      `/company/${org}/api/v3/channels/${channel.id}/messages`,
    ];
    for (const path of accepted)
      expect([path, (await send(path + key, json({ text: path }))).status]).toEqual([path, 204]);
    expect((await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content).text)).toEqual(
      accepted,
    );
    expect((await send(`/api/v3/bots/${bot.uniqueName}/messages${key}`, json({ text: 'x' }))).status).toBe(
      204,
    );
    expect((await send(`/api/v3/bots/${bot.uniqueName}/incoming${key}`, json({ text: 'x' }))).status).toBe(
      200,
    );
    expect(await messagesOf(bot.feedId)).toHaveLength(2);
    const foreign = `/company/1/api/v2/channelsbyname/${channel.uniqueName}/message${key}`;
    expect(await outcome(await send(foreign, json({ text: 'x' })))).toMatchObject({
      status: 403,
      code: 'access_denied',
    });
  });
});
