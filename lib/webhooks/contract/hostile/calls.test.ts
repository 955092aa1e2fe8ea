import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import pino from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuMsOf } from '@/test/support/cpu-time';
import { FUZZ_TIMEOUT_MS, fuzz } from '@/test/support/fuzz';
import { standIn } from '@/test/support/process/stand-in';
import { bodies, contentTypes } from '@/test/support/webhooks/hostile/bodies';
import { headers, methods, pathTricks, queries } from '@/test/support/webhooks/hostile/requests';
import {
  allEndpoints,
  expectGoodReply,
  expectWhole,
  type HostileTarget,
  hostileTarget,
} from '@/test/support/webhooks/hostile/target';
import { type Call, takesUpload } from '../../call/call';
import type { Endpoint } from '../../endpoints/table';
import { receive } from '../../receive';

/** The process's log from the first line on. */
let logged = '';
const memory = new Writable({
  write(chunk, _encoding, done) {
    logged += chunk;
    done();
  },
});
standIn('log', pino({ level: 'trace' }, memory));

/** No call may occupy the process longer, whatever it contains. */
const BOUND_MS = 5_000;

let target: HostileTarget;
beforeAll(async () => {
  target = await hostileTarget();
});

/** The possible places of a call's token. */
const places = fc.constantFrom('query', 'bearer', 'oauth', 'header');

function callTo(endpoint: Endpoint, call: Partial<Call> & { place: string; junk: string }): Call {
  const { token } = target;
  const inQuery = call.place === 'query' ? `zapikey=${token}` : 'b=1';
  const inHeader: Record<string, Record<string, string>> = {
    bearer: { authorization: `Bearer ${token}` },
    oauth: { authorization: `Zoho-oauthtoken ${token}` },
    header: { 'x-webhook-token': token },
  };
  const method = call.method ?? (endpoint.methods.includes('POST') ? 'POST' : endpoint.methods[0]!);
  const path = call.path ?? target.pathsOf(endpoint)[0]!;
  const body = call.body ?? new Uint8Array();
  const isUpload = takesUpload(method, path);
  return {
    method,
    path,
    query: `${call.junk}${target.queryOf(endpoint)}${inQuery}`,
    headers: { ...call.headers, ...inHeader[call.place] },
    body: isUpload ? new Uint8Array() : body,
    ...(isUpload && { upload: Readable.from([Buffer.from(body)]) }),
    sourceAddress: '',
  };
}

async function expectKept(endpoint: Endpoint, call: Call) {
  const before = await target.kept();
  let reply!: Awaited<ReturnType<typeof receive>>;
  const busyMs = await cpuMsOf(async () => {
    reply = await receive(call);
  });
  expect(busyMs).toBeLessThan(BOUND_MS);
  expectGoodReply(reply);
  target.expectNoSecret(JSON.stringify(reply));
  // A channel has no handler, so a probe for the URL makes no message.
  const isProbe = /^channel_incoming/.test(endpoint.name) && ['GET', 'HEAD'].includes(call.method);
  const mayPostNothing = isProbe || call.query.includes('user_ids');
  expectWhole(before, await target.kept(), { endpoint, mayPostNothing, status: reply.status });
}

describe.each(allEndpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  it(
    'answers any body under any content type, and keeps all of the call or nothing but the refusal',
    () =>
      fuzz(0.25, [bodies, contentTypes, places, fc.boolean()], async (body, type, place, echoes) => {
        const echo = ` ${target.token} ${endpoint.credentials.includes('appkey') ? target.appKey : ''}`;
        const whole = echoes ? Buffer.concat([body, Buffer.from(echo)]) : body;
        const given: Record<string, string> = type === '' ? {} : { 'content-type': type };
        await expectKept(endpoint, callTo(endpoint, { body: whole, headers: given, place, junk: '' }));
      }),
    FUZZ_TIMEOUT_MS,
  );

  it(
    'answers any path, query, method and headers, and keeps all of the call or nothing but the refusal',
    () =>
      fuzz(
        0.25,
        [fc.nat(1), pathTricks, queries, headers, methods, places],
        async (version, trick, junk, given, method, place) => {
          const spellings = target.pathsOf(endpoint);
          const path = trick(spellings[version % spellings.length]!);
          const body = Buffer.from('{"text":"x"}');
          await expectKept(endpoint, callTo(endpoint, { path, junk, headers: given, method, place, body }));
        },
      ),
    FUZZ_TIMEOUT_MS,
  );

  it('tells nobody without a token anything, and keeps nothing of the call', async () => {
    const before = await target.kept();
    for (const spelling of target.pathsOf(endpoint)) {
      for (const query of [
        '',
        'zapikey=',
        `zapikey=${target.token}0`,
        `zapikey=${target.token.slice(0, -1)}`,
      ]) {
        const body = Buffer.from(`{"text":"${target.token}"}`);
        const method = endpoint.methods[0]!;
        const call: Call = { method, path: spelling, query, headers: {}, body, sourceAddress: '' };
        const reply = await receive(call);
        expect(reply).toMatchObject({ status: 401, body: expect.stringContaining('authtoken_invalid') });
        target.expectNoSecret(JSON.stringify(reply));
      }
    }
    expect(await target.kept()).toEqual(before);
  });
});

it('no secret of any of these calls was stored or logged, and nothing failed', async () => {
  expect(logged).not.toContain('webhook call failed');
  target.expectNoSecret(logged);
  const { accepted, refused, messages } = await target.kept();
  expect(accepted).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  expect(messages).toBeLessThanOrEqual(accepted);
  target.expectNoSecret(await target.storedText());
});
