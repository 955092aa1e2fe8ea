import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer } from '@/lib/boot/http-server';
import { FUZZ_TIMEOUT_MS, fuzz } from '@/test/fuzz';
import { webhookListener } from '../node-adapter';
import { answerUnknownUrl } from '../web-adapter';
import { answersIn, expectGoodAnswer } from './test-answers';
import { type Exchange, exchange, exchanges } from './test-exchange';
import { allEndpoints, type HostileTarget, hostileTarget } from './test-target';

/** From the last byte of a sender to the end of its connection. */
const BOUND_MS = 5_000;

// Postern's own server, and what the application answers below /api where it has no route.
const { server } = httpServer(async (request, response) => {
  if (webhookListener(request, response)) return;
  const unknown = answerUnknownUrl(
    new Request('http://a/', { method: request.method === 'HEAD' ? 'HEAD' : 'GET' }),
  );
  response.writeHead(unknown.status, Object.fromEntries(unknown.headers)).end(await unknown.text());
});
let port = 0;
let target: HostileTarget;
beforeAll(async () => {
  target = await hostileTarget();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function inTime(sent: Exchange): Promise<string> {
  const startedMs = performance.now();
  const text = await exchange(port, sent);
  expect(performance.now() - startedMs, 'the connection hung').toBeLessThan(BOUND_MS);
  return text;
}

describe.each(allEndpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  it(
    'answers whatever a socket carries in time and in the envelope, and keeps whole calls only',
    () => {
      const [path] = target.pathsOf(endpoint);
      const url = `${path}?${target.queryOf(endpoint)}zapikey=${target.token}`;
      return fuzz(2, [exchanges(url)], async (sent) => {
        const before = await target.kept();
        const answers = answersIn(await inTime(sent));
        for (const answer of answers) {
          expectGoodAnswer(answer);
          target.expectNoSecret(answer.head + answer.body);
        }
        // What was cut off may still be under way: `everything` below counts it.
        if (sent.cutAt !== null) return;
        const after = await target.kept();
        const good = answers.filter(({ status }) => status < 300).length;
        expect(after.accepted - before.accepted).toBe(good);
        expect(after.refused - before.refused).toBeLessThanOrEqual(answers.length - good);
      });
    },
    FUZZ_TIMEOUT_MS,
  );
});

it('everything that was kept is a whole call: as many messages as accepted calls, and no secret', async () => {
  await expect
    .poll(async () => {
      const { accepted, messages } = await target.kept();
      return accepted - messages;
    })
    .toBe(await acceptedReads());
  target.expectNoSecret(await target.storedText());
});

/** Accepted calls that only read. */
async function acceptedReads(): Promise<number> {
  return (await target.kept('bot_subscribers')).accepted;
}
