import { describe, expect, test } from 'vitest';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { aCall, aPerson, ask } from '@/test/support/people/person';
import * as endpoints from './[tokenId]/endpoints/route';
import * as events from './[tokenId]/events/route';
import * as name from './[tokenId]/name/route';
import * as reveal from './[tokenId]/reveal/route';
import * as token from './[tokenId]/route';
import * as status from './[tokenId]/status/route';
import * as testCall from './[tokenId]/test-call/route';
import * as chart from './[tokenId]/usage/chart/route';
import * as invocation from './[tokenId]/usage/invocations/[invocationId]/route';
import * as invocations from './[tokenId]/usage/invocations/route';
import * as usage from './[tokenId]/usage/route';
import * as tokens from './route';
import * as targets from './targets/route';

const ofToken = [
  { path: 'DELETE [tokenId]', handler: token.DELETE, method: 'DELETE' },
  { path: 'PUT name', handler: name.PUT, method: 'PUT', body: { name: 'Mine now' } },
  { path: 'PUT status', handler: status.PUT, method: 'PUT', body: { enabled: false } },
  { path: 'POST reveal', handler: reveal.POST, method: 'POST' },
  {
    path: 'POST endpoints',
    handler: endpoints.POST,
    method: 'POST',
    body: { module: 'channels', option: 'general' },
  },
  {
    path: 'POST test-call',
    handler: testCall.POST,
    method: 'POST',
    body: { module: 'channels', option: 'general', endpoint: 'channel_incoming', service: 'grafana' },
  },
  { path: 'GET usage', handler: usage.GET, method: 'GET' },
  { path: 'GET chart', handler: chart.GET, method: 'GET' },
  { path: 'GET invocations', handler: invocations.GET, method: 'GET' },
  { path: 'GET invocation', handler: invocation.GET, method: 'GET' },
  { path: 'GET events', handler: events.GET, method: 'GET' },
];
const all = [
  ...ofToken,
  { path: 'GET list', handler: tokens.GET, method: 'GET' },
  { path: 'POST generate', handler: tokens.POST, method: 'POST', body: { name: 'A' } },
  { path: 'GET targets', handler: targets.GET, method: 'GET' },
];

async function aTokenWithCall() {
  const owner = await aPerson();
  const made = await ask(tokens.POST, { person: owner, method: 'POST', body: { name: 'Builds' } });
  const tokenId: string = made.json.row.id;
  return {
    owner,
    secret: made.json.token as string,
    params: { tokenId, invocationId: await aCall(tokenId, owner.id) },
  };
}

describe.each(all)('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out', async () => {
    const { params, secret } = await aTokenWithCall();
    const answer = await ask(handler, { ...request, params });
    expect(answer.status).toBe(401);
    expect(answer.json.code).toBe('sign_in_required');
    expect(answer.text).not.toContain(secret.slice(-32));
  });

  test('answers 403 step_up_required to its owner without a second factor, and after fifteen minutes', async () => {
    const { params } = await aTokenWithCall();
    for (const agoMs of [null, STEP_UP_DURATION_MS]) {
      const answer = await ask(handler, { ...request, params, person: await aPerson(agoMs) });
      expect(answer.status).toBe(403);
      expect(answer.json.code).toBe('step_up_required');
    }
  });
});

describe.each(ofToken)('$path', ({ handler, ...request }) => {
  test('answers 404 for somebody else’s token and changes nothing', async () => {
    const { owner, params, secret } = await aTokenWithCall();
    const answer = await ask(handler, { ...request, params, person: await aPerson() });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(secret.slice(-32));
    const [row] = (await ask(tokens.GET, { person: owner })).json;
    expect(row).toMatchObject({ id: params.tokenId, name: 'Builds', enabled: true });
  });
});
