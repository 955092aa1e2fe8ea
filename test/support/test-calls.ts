import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { POST } from '@/app/api/webhook-tokens/[tokenId]/test-call/route';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { env, provide } from '@/lib/env';
import type { TestCall } from '@/lib/trial-calls/dto';
import { TEST_HEADER } from '@/lib/trial-calls/proof';
import { webhookListener } from '@/lib/webhooks/adapters/node';
import type { TestUser } from '@/prisma/factories/create-user';
import { ask, type Person } from './people/person';
import { aChannel, aToken, aUser, historyOf, messagesOf, type TestToken } from './webhooks/world';

type Here = {
  /** The headers of the calls that came in during this test. */
  seen: IncomingHttpHeaders[];
  owner: Person & TestUser;
  token: TestToken;
  channel: Awaited<ReturnType<typeof aChannel>>;
};
type Choice = { module: string; option: string; endpoint: string; service: string };

export async function somebody(): Promise<Person & TestUser> {
  const user = await aUser();
  return { ...user, cookie: (await sessionCookie(user.session)).split(';')[0]! };
}

/**
 * For each test somebody with a token and a channel. The public address leads to a server of this file, so the calls go
 * over real HTTP.
 */
export function testCallBench() {
  const here = { seen: [] } as unknown as Here;
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      here.seen.push(request.headers);
      if (!webhookListener(request, response)) response.writeHead(599).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('PUBLIC_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    provide('NODE_ENV', 'test');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(async () => {
    here.owner = await somebody();
    [here.token, here.channel] = [await aToken(here.owner), await aChannel(here.owner)];
    here.seen = [];
  });

  async function send(choice: Partial<Choice> = {}, person: Person = here.owner) {
    const option = here.channel.uniqueName;
    const toChannel = { module: 'channels', option, endpoint: 'channel_incoming', service: 'grafana' };
    const body = { ...toChannel, ...choice };
    const params = { tokenId: here.token.id };
    const { status, json } = await ask(POST, { person, method: 'POST', params, body });
    return { status, json: json as TestCall & { code?: string; retryAfterS?: number } };
  }
  /** A call that somebody makes with a header of their choice. */
  async function call(proof: string, zapikey = here.token.token) {
    const url = `${env().publicUrl.origin}/api/v2/channelsbyname/${here.channel.uniqueName}/message?zapikey=${zapikey}`;
    const headers = { 'content-type': 'application/json', [TEST_HEADER]: proof };
    return (await fetch(url, { method: 'POST', headers, body: '{"text":"Mine"}' })).status;
  }
  const outcomes = async (tokenId = here.token.id) =>
    (await historyOf(tokenId)).map(({ outcome }) => outcome);
  const texts = async (feedId = here.channel.feedId) =>
    (await messagesOf(feedId)).map(({ content }) => JSON.parse(content).text as string);
  return { here, send, call, outcomes, texts };
}
