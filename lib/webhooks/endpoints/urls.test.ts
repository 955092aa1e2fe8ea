import { describe, expect, it } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token/format';
import { matchEndpoint } from './match';
import { endpointUrls } from './urls';

const given = { publicUrl: 'https://postern.example.com', orgId: '123' };
const { token } = newToken();

describe('endpointUrls', () => {
  it("gives the specification's form, complete with the token", () => {
    const [channel, incoming] = endpointUrls({
      ...given,
      token,
      option: { module: 'channels', uniqueName: 'builds' },
    });
    expect(channel).toMatchObject({
      label: 'Channels Message Endpoint',
      url: `https://postern.example.com/api/v2/channelsbyname/builds/message?zapikey=${token}`,
      companyUrl: `https://postern.example.com/company/123/api/v2/channelsbyname/builds/message?zapikey=${token}`,
    });
    expect(incoming).toMatchObject({
      label: 'Incoming webhook endpoint: any service',
      url: `https://postern.example.com/api/v2/channelsbyname/builds/incoming?zapikey=${token}`,
    });
  });

  it('gives a bot both of its endpoints and an extension sandbox and marketplace, each of which is routed', () => {
    const bot = endpointUrls({ ...given, token, option: { module: 'bots', uniqueName: 'herald' } });
    const sandbox = { appId: '2305843009213693952', appKey: 'sbx-a+b/c=' };
    const marketplace = { appId: '1', appKey: 'a+b/c=' };
    const extension = endpointUrls({
      ...given,
      token,
      option: { module: 'extensions', sandbox, marketplace },
    });
    expect(bot.map(({ id }) => id)).toEqual(['bot_incoming', 'bot_message']);
    // Each sentence says when to use its URL.
    expect(bot.map(({ use }) => use)).toEqual([
      expect.stringContaining('handler'),
      expect.stringContaining('as it is'),
    ]);
    expect(extension.map(({ id }) => id)).toEqual(['extension_sandbox', 'extension_marketplace']);
    for (const { url, companyUrl } of [...bot, ...extension]) {
      for (const { pathname, searchParams } of [new URL(url), new URL(companyUrl)]) {
        expect(matchEndpoint(pathname)).not.toBeNull();
        expect(searchParams.get('zapikey')).toBe(token);
      }
    }
    expect(new URL(extension[0]!.url).searchParams.get('appkey')).toBe(sandbox.appKey);
  });
});
