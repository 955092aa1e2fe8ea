import { beforeAll, describe, expect, it } from 'vitest';
import { API_PREFIX, API_V3_PREFIX, type Endpoint, endpoints } from './endpoints';
import { matchEndpoint } from './match-endpoint';
import {
  aChannel,
  aToken,
  aUser,
  json,
  messagesOf,
  organizationId,
  outcome,
  throughBothAdapters,
} from './test-world';

const all: readonly Endpoint[] = endpoints;
const withTarget = (path: string) => path.replace(/\{[^}]+\}/, 'a%40b');

/** The four places that an organisation or a network may have in a URL. */
const scopes: [scope: string, spell: (version: string, rest: string) => string][] = [
  ['none', (version, rest) => version + rest],
  ['company before', (version, rest) => `/company/64396901${version}${rest}`],
  ['network before', (version, rest) => `/network/acme${version}${rest}`],
  ['company after', (version, rest) => `${version}/company/64396901${rest}`],
  ['network after', (version, rest) => `${version}/network/acme${rest}`],
];

describe.each(all.map((endpoint) => [endpoint.name, endpoint] as const))('%s is found', (_, endpoint) => {
  it.each(scopes)('in every place of organisation and network (%s)', (scope, spell) => {
    expect(matchEndpoint(spell(API_PREFIX, withTarget(endpoint.path)))).toMatchObject({
      endpoint: { name: endpoint.name },
      target: 'a@b',
      orgId: scope.startsWith('company') ? '64396901' : null,
    });
  });

  it.runIf(endpoint.v3Path)('in the spelling of v3, and under v2 only in its own', () => {
    const path = withTarget(endpoint.v3Path!);
    expect(matchEndpoint(API_V3_PREFIX + path)?.endpoint.name).toBe(endpoint.name);
    if (endpoint.v3Path !== endpoint.path) expect(matchEndpoint(API_PREFIX + path)).toBeNull();
  });
});

throughBothAdapters('a message to a channel', (send) => {
  let orgId: string;
  beforeAll(async () => {
    orgId = await organizationId();
  });

  it('arrives by every spelling of its URL', async () => {
    const user = await aUser();
    const [{ token }, channel] = [await aToken(user), await aChannel(user)];
    const rests = [`channelsbyname/${channel.uniqueName}`, `channels/${channel.id}`];
    const urls = rests.flatMap((rest) => [
      `/api/v2/${rest}/message`,
      `/api/v3/${rest}/messages`,
      `/company/${orgId}/api/v2/${rest}/message`,
      `/company/${orgId}/api/v3/${rest}/messages`,
      `/api/v2/company/${orgId}/${rest}/message`,
      `/network/any/api/v2/${rest}/message`,
    ]);
    for (const url of urls) {
      expect((await send(`${url}?zapikey=${token}`, json({ text: 'x' }))).status, url).toBe(204);
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(urls.length);
  });

  it('does not arrive below another organisation, wherever it stands', async () => {
    const user = await aUser();
    const [{ token }, channel] = [await aToken(user), await aChannel(user)];
    const rest = `channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
    for (const url of [`/company/1/api/v2/${rest}`, `/api/v2/company/1/${rest}`]) {
      expect(await outcome(await send(url, json({ text: 'x' }))), url).toMatchObject({
        status: 403,
        code: 'access_denied',
      });
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });
});
