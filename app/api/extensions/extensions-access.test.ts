import { describe, expect, test } from 'vitest';
import { makeAdministrator } from '@/test/support/bot';
import { anExtension, handlerReturning, publish, reveal } from '@/test/support/extensions';
import { aPerson, ask } from '@/test/support/people/person';
import * as revealing from './[number]/app-keys/[environment]/reveal/route';
import * as appKey from './[number]/app-keys/[environment]/route';
import * as calls from './[number]/calls/route';
import * as code from './[number]/code/route';
import * as installation from './[number]/installation/route';
import * as publishedVersion from './[number]/published-version/route';
import * as extension from './[number]/route';
import * as testRun from './[number]/test-run/route';
import * as versions from './[number]/versions/route';
import * as extensions from './route';

const ofOwner = [
  { path: 'PUT [number]', handler: extension.PUT, method: 'PUT', body: { name: 'A', description: '' } },
  { path: 'DELETE [number]', handler: extension.DELETE, method: 'DELETE' },
  { path: 'PUT code', handler: code.PUT, method: 'PUT', body: { code: handlerReturning('new') } },
  { path: 'GET calls', handler: calls.GET, method: 'GET' },
  { path: 'POST test-run', handler: testRun.POST, method: 'POST', body: { code: handlerReturning('run') } },
  { path: 'GET versions', handler: versions.GET, method: 'GET' },
  { path: 'POST versions', handler: versions.POST, method: 'POST', body: {} },
  { path: 'PUT published-version', handler: publishedVersion.PUT, method: 'PUT', body: { version: 1 } },
  { path: 'POST app key', handler: appKey.POST, method: 'POST' },
  { path: 'POST reveal', handler: revealing.POST, method: 'POST' },
];

const ofUser = [
  { path: 'GET [number]', handler: extension.GET, method: 'GET' },
  { path: 'PUT installation', handler: installation.PUT, method: 'PUT' },
  { path: 'DELETE installation', handler: installation.DELETE, method: 'DELETE' },
];

const all = [
  ...ofOwner,
  ...ofUser,
  { path: 'GET list', handler: extensions.GET, method: 'GET' },
  { path: 'POST create', handler: extensions.POST, method: 'POST', body: { name: 'New' } },
];

describe.each(all)('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out', async () => {
    const { number } = await anExtension(await aPerson());
    const answer = await ask(handler, { ...request, params: { number, environment: 'sandbox' } });
    expect([answer.status, answer.json.code]).toEqual([401, 'sign_in_required']);
  });
});

describe.each(ofOwner)('$path', ({ handler, ...request }) => {
  test('answers 404 for somebody else’s extension, published or not, also to an administrator', async () => {
    const owner = await aPerson();
    const { number } = await anExtension(owner);
    const key = await reveal(owner, number, 'sandbox');
    const [other, administrator] = [await aPerson(), await aPerson()];
    await makeAdministrator(administrator.id);
    for (const publishedFirst of [false, true]) {
      if (publishedFirst) expect((await publish(owner, number)).status).toBe(200);
      for (const person of [other, administrator]) {
        const params = { number, environment: 'sandbox' };
        const answer = await ask(handler, { ...request, person, params });
        expect([answer.status, answer.json.code]).toEqual([404, 'not_found']);
      }
    }
    expect(await reveal(owner, number, 'sandbox')).toBe(key);
  });
});

describe.each(ofUser)('$path', ({ handler, ...request }) => {
  test('answers 404 until the extension is published', async () => {
    const [owner, other] = [await aPerson(), await aPerson()];
    const { number } = await anExtension(owner);
    const asked = () => ask(handler, { ...request, person: other, params: { number } });
    expect((await asked()).status).toBe(404);
    await publish(owner, number);
    expect((await asked()).status).toBeLessThan(300);
  });

  test.each(['0', '-1', 'abc', '1e3', '9'.repeat(30)])('answers 400 for the number %s', async (number) => {
    const answer = await ask(handler, { ...request, person: await aPerson(), params: { number } });
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid_input']);
  });
});

test('the recorded calls of an extension ask for the second factor, as the usage history does', async () => {
  const person = await aPerson(null);
  const { number } = await anExtension(person);
  const answer = await ask(calls.GET, { person, params: { number } });
  expect([answer.status, answer.json.code]).toEqual([403, 'step_up_required']);
});
