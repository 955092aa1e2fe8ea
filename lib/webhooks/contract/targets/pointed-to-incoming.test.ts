import { expect, it } from 'vitest';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const key = `?zapikey=${token.token}`;
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/incoming`;
  return { user, channel, token, key, path, url: path + key };
}

throughBothAdapters('a payload of a service at a URL for messages', (send) => {
  it.each([
    ['Alertmanager', { receiver: 'ops', status: 'firing', alerts: [], groupLabels: {} }],
    ['Slack', { text: 'x', attachments: [{ color: 'danger', text: 'y' }] }],
    ['Discord', { content: 'x', embeds: [] }],
    ['a Teams card', { '@type': 'MessageCard', title: 'x', sections: [] }],
  ])('of %s is refused as before, and told the URL that takes it', async (_, payload) => {
    const { channel, token, path, url } = await world();
    const refused = await outcome(await send(url.replace('/incoming', '/message'), json(payload)));
    expect(refused).toMatchObject({ status: 400, code: 'extra_key_found' });
    expect(refused.message).toMatch(/is an extra key in the message; remove it\. /);
    expect(refused.message).toContain(`use ${path}.`);
    expect(refused.message).not.toContain(token.token.slice(-32));
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect((await historyOf(token.id))[0]!.reason).toContain('/incoming');
  });

  it('is told the spelling that it used, and nothing where there is no such URL', async () => {
    const { user, channel, key } = await world();
    const slack = json({ text: 'x', attachments: [] });
    const told = async (path: string) => (await outcome(await send(path + key, slack))).message;
    const { uniqueName, id } = channel;
    expect(await told(`/api/v3/channels/${id}/messages`)).toContain(`use /api/v3/channels/${id}/incoming.`);
    expect(await told(`/api/v3/channels/${uniqueName}/message`)).toContain(
      `use /api/v3/channelsbyname/${uniqueName}/incoming.`,
    );
    expect(await told(`/api/v2/buddies/${user.email}/message`)).not.toContain('incoming');
    const typo = await send(
      `/api/v2/channelsbyname/${uniqueName}/message${key}`,
      json({ text: 'x', botname: 'b' }),
    );
    expect((await outcome(typo)).message).toBe("'botname' is an extra key in the message; remove it.");
  });
});
