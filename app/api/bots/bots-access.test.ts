import { describe, expect, test } from 'vitest';
import { aName, makeAdministrator, membersOf } from '@/test/support/bot';
import { aPerson, ask, type Person } from '@/test/support/people/person';
import * as calls from './[uniqueName]/calls/route';
import * as handler from './[uniqueName]/handler/route';
import * as bot from './[uniqueName]/route';
import * as subscription from './[uniqueName]/subscription/route';
import * as testRun from './[uniqueName]/test-run/route';
import * as version from './[uniqueName]/version/route';
import * as bots from './route';

async function aBot(person: Person, body: Record<string, unknown> = {}) {
  const made = await ask(bots.POST, { person, method: 'POST', body: { name: aName('Bot'), ...body } });
  expect(made.status).toBe(200);
  return made.json as { id: string; feedId: number; uniqueName: string };
}

const details = { name: 'Renamed', description: '', imageUrl: '', access: 'ORGANIZATION' };

const ofOwner = [
  { path: 'PUT [uniqueName]', handler: bot.PUT, method: 'PUT', body: details },
  { path: 'DELETE [uniqueName]', handler: bot.DELETE, method: 'DELETE' },
  { path: 'GET handler', handler: handler.GET, method: 'GET' },
  { path: 'GET calls', handler: calls.GET, method: 'GET' },
  { path: 'PUT handler', handler: handler.PUT, method: 'PUT', body: { code: null } },
  {
    path: 'POST test-run',
    handler: testRun.POST,
    method: 'POST',
    body: { code: 'function handler() { return "ran" }' },
  },
];

const rollBack = { path: 'PUT version', handler: version.PUT, method: 'PUT', body: { version: 1 } };

const ofUser = [
  { path: 'GET [uniqueName]', handler: bot.GET, method: 'GET' },
  { path: 'PUT subscription', handler: subscription.PUT, method: 'PUT' },
  { path: 'DELETE subscription', handler: subscription.DELETE, method: 'DELETE' },
];

const all = [
  ...ofOwner,
  ...ofUser,
  rollBack,
  { path: 'GET list', handler: bots.GET, method: 'GET' },
  { path: 'POST create', handler: bots.POST, method: 'POST', body: { name: 'New' } },
];

describe.each(all)('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out', async () => {
    const { uniqueName } = await aBot(await aPerson());
    const answer = await ask(handler, { ...request, params: { uniqueName } });
    expect([answer.status, answer.json.code]).toEqual([401, 'sign_in_required']);
  });
});

describe.each([...ofOwner, ...ofUser, rollBack])('$path', ({ handler, ...request }) => {
  test('answers 404 for somebody else’s personal bot, also to an administrator', async () => {
    const { uniqueName, feedId } = await aBot(await aPerson(), { access: 'PERSONAL' });
    const [other, administrator] = [await aPerson(), await aPerson()];
    await makeAdministrator(administrator.id);
    for (const person of [other, administrator]) {
      const answer = await ask(handler, { ...request, person, params: { uniqueName } });
      expect([answer.status, answer.json.code]).toEqual([404, 'not_found']);
    }
    expect(await membersOf(feedId)).toHaveLength(1);
  });

  test('answers 404 for no bot at all', async () => {
    const answer = await ask(handler, {
      ...request,
      person: await aPerson(),
      params: { uniqueName: 'none-such' },
    });
    expect(answer.status).toBe(404);
  });
});

describe.each(ofOwner)('$path', ({ handler, ...request }) => {
  test('answers 404 for somebody else’s organisation bot, and serves an administrator', async () => {
    const { uniqueName } = await aBot(await aPerson());
    const [other, administrator] = [await aPerson(), await aPerson()];
    await makeAdministrator(administrator.id);
    expect((await ask(handler, { ...request, person: other, params: { uniqueName } })).status).toBe(404);
    const served = await ask(handler, { ...request, person: administrator, params: { uniqueName } });
    expect(served.status).toBeLessThan(300);
  });
});

test('the recorded calls of a bot ask for the second factor, as the usage history does', async () => {
  const person = await aPerson(null);
  const { uniqueName } = await aBot(person);
  const answer = await ask(calls.GET, { person, params: { uniqueName } });
  expect([answer.status, answer.json.code]).toEqual([403, 'step_up_required']);
});
