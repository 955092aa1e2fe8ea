import { describe, expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createChannel } from '@/lib/channels/create-channel';
import { aPerson } from '@/test/support/feed';
import { ask } from '@/test/support/people/person';
import { GET as candidates } from './[uniqueName]/candidates/route';
import { DELETE as remove } from './[uniqueName]/members/[userId]/route';
import { POST as add, GET as members } from './[uniqueName]/members/route';
import { PUT as join, DELETE as leave } from './[uniqueName]/membership/route';
import { GET as get, PUT as update } from './[uniqueName]/route';
import { POST as create, GET as list } from './route';

async function browserOf({ id, session }: SignedInUser) {
  const cookie = await sessionCookie({ id: session.id });
  return { id, cookie: cookie.split(';')[0]! };
}

async function world(access: 'ORGANIZATION' | 'PRIVATE') {
  const [ada, eve] = [await aPerson(), await aPerson()];
  const { uniqueName } = await createChannel(ada, { name: `Room ${ada.id}`, description: '', access });
  const params = { uniqueName, userId: ada.id };
  return { ada: await browserOf(ada), eve: await browserOf(eve), params, uniqueName };
}

const ofOneChannel = [
  ['GET one', get, {}],
  ['PUT one', update, { method: 'PUT', body: { name: 'Mine', description: '' } }],
  ['PUT membership', join, { method: 'PUT' }],
  ['DELETE membership', leave, { method: 'DELETE' }],
  ['GET members', members, {}],
  ['POST members', add, { method: 'POST', body: { userId: '1' } }],
  ['DELETE member', remove, { method: 'DELETE' }],
  ['GET candidates', candidates, {}],
] as const;

describe.each(ofOneChannel)('%s', (_, handler, request) => {
  it('signed out: 401', async () => {
    const { params } = await world('ORGANIZATION');
    expect(await ask(handler, { ...request, params })).toMatchObject({ status: 401 });
  });

  it('somebody else’s private channel: 404, as for one there is not', async () => {
    const { params, eve } = await world('PRIVATE');
    const theirs = await ask(handler, { ...request, params, person: eve });
    const none = await ask(handler, {
      ...request,
      params: { ...params, uniqueName: 'nothing' },
      person: eve,
    });
    expect(theirs).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(none.json.title).toBe(theirs.json.title);
  });
});

describe('GET and POST all', () => {
  it('signed out: 401', async () => {
    expect(await ask(list, {})).toMatchObject({ status: 401 });
    expect(await ask(create, { method: 'POST', body: { name: 'x' } })).toMatchObject({ status: 401 });
  });

  it.each([{}, { name: '' }, { name: '   ' }, { name: 'x'.repeat(51) }, { name: 'x', access: 'SECRET' }])(
    '%j: 400',
    async (body) => {
      const { ada } = await world('ORGANIZATION');
      expect(await ask(create, { method: 'POST', person: ada, body })).toMatchObject({ status: 400 });
    },
  );

  it('a new channel is listed, found, and its page says what the person may do', async () => {
    const { ada, eve } = await world('ORGANIZATION');
    const made = await ask(create, {
      method: 'POST',
      person: ada,
      body: { name: `Team ${ada.id}` },
    });
    const params = { uniqueName: made.json.uniqueName };
    expect((await ask(get, { person: ada, params })).json).toMatchObject({ joined: true, manageable: true });
    expect((await ask(get, { person: eve, params })).json).toMatchObject({
      joined: false,
      manageable: false,
    });
    const listed = (await ask(list, { person: eve })).json.map(
      ({ uniqueName }: { uniqueName: string }) => uniqueName,
    );
    expect(listed).toContain(made.json.uniqueName);
  });
});

it('joining and leaving answer with nothing, also twice', async () => {
  const { eve, params } = await world('ORGANIZATION');
  for (const handler of [join, join]) {
    expect(await ask(handler, { method: 'PUT', person: eve, params })).toMatchObject({ status: 204 });
  }
  for (const handler of [leave, leave]) {
    expect(await ask(handler, { method: 'DELETE', person: eve, params })).toMatchObject({ status: 204 });
  }
});
