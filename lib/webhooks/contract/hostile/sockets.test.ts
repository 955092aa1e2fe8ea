import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer } from '@/lib/boot/http/server';
import { FUZZ_TIMEOUT_MS, fuzz } from '@/test/support/fuzz';
import { answersIn, expectGoodAnswer } from '@/test/support/webhooks/hostile/answers';
import { cutOff, exchange, exchanges } from '@/test/support/webhooks/hostile/exchange';
import { allEndpoints, type HostileTarget, hostileTarget } from '@/test/support/webhooks/hostile/target';
import { webhookListener } from '../../adapters/node';
import { answerUnknownUrl } from '../../adapters/web';

// Postern's own server, with the application's answer below /api where it has no route.
const { server } = httpServer(async (request, response) => {
  if (webhookListener(request, response)) return;
  const unknown = answerUnknownUrl(new Request('http://a/'));
  const body = request.method === 'HEAD' ? '' : await unknown.text();
  const headers = { ...Object.fromEntries(unknown.headers), 'content-length': Buffer.byteLength(body) };
  response.writeHead(unknown.status, headers).end(body);
});
let port = 0;
let target: HostileTarget;
/** The target of senders that do not wait for the answer. */
let leaving: HostileTarget;
beforeAll(async () => {
  [target, leaving] = [await hostileTarget(), await hostileTarget()];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe.each(allEndpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  const urlOf = (which: HostileTarget) =>
    `${which.pathsOf(endpoint)[0]}?${which.queryOf(endpoint)}zapikey=${which.token}`;

  it(
    'answers whatever a socket carries in time and in the envelope, and keeps whole calls only',
    () => {
      /** Requests without an answer: a connection may end before their turn, and they may still be under way. */
      let unheard = 0;
      return fuzz(0.4, [exchanges(urlOf(target))], async (sent) => {
        const before = await target.kept();
        const answers = answersIn(await exchange(port, sent));
        for (const answer of answers) {
          expectGoodAnswer(answer);
          target.expectNoSecret(answer.head + answer.body);
        }
        const after = await target.kept();
        const good = answers.filter(({ status }) => status < 300).length;
        unheard += sent.requests - answers.length;
        const more = after.accepted - before.accepted - good;
        // An answered success is stored; an answered refusal is not.
        expect(more, JSON.stringify({ sent, answers }).slice(0, 3_000)).toBeGreaterThanOrEqual(0);
        expect(more, JSON.stringify({ sent, answers }).slice(0, 3_000)).toBeLessThanOrEqual(unheard);
        unheard -= more;
      });
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'lets a sender go at any byte',
    () =>
      fuzz(0.2, [cutOff(urlOf(leaving))], async (sent) => {
        await exchange(port, sent);
      }),
    FUZZ_TIMEOUT_MS,
  );
});

it('what was kept of all of them are whole calls: a message for each that was accepted, and no secret', async () => {
  for (const one of [target, leaving]) {
    // Calls of senders that have left may still be under way.
    await expect
      .poll(async () => {
        const { accepted, silent, messages } = await one.kept();
        return accepted - silent - messages;
      })
      .toBe(0);
    one.expectNoSecret(await one.storedText());
  }
});
