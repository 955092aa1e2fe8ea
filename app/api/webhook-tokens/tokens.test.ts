import { describe, expect, test } from 'vitest';
import { isWellFormedToken } from '@/lib/webhook-tokens/token/format';
import {
  aCall,
  aPerson,
  ask,
  callExists,
  deedsOf,
  moveCiphertext,
  type Person,
} from '@/test/support/people/person';
import * as name from './[tokenId]/name/route';
import * as reveal from './[tokenId]/reveal/route';
import * as token from './[tokenId]/route';
import * as status from './[tokenId]/status/route';
import * as tokens from './route';

const generate = (person: Person, named: unknown = 'Builds') =>
  ask(tokens.POST, { person, method: 'POST', body: { name: named } });
const list = async (person: Person) => (await ask(tokens.GET, { person })).json;
const remove = (person: Person, tokenId: string) =>
  ask(token.DELETE, { person, method: 'DELETE', params: { tokenId } });
describe('generating', () => {
  test('returns the whole token once, and lists only its public half', async () => {
    const person = await aPerson();
    const made = await generate(person, '  Builds  ');
    expect(made.status).toBe(201);
    expect(made.response.headers.get('cache-control')).toBe('no-store');
    expect(isWellFormedToken(made.json.token)).toBe(true);
    expect(made.json.row).toMatchObject({
      name: 'Builds',
      enabled: true,
      invocations: 0,
      refusals: 0,
      lastInvokedAt: null,
      lastRefusedAt: null,
    });
    const listed = await ask(tokens.GET, { person });
    expect(listed.json).toEqual([{ ...made.json.row, recent: expect.any(Array) }]);
    expect(listed.text).not.toContain(made.json.token.slice(-32));
  });

  test('stops at five, also when twenty requests come at once', async () => {
    const person = await aPerson();
    const answers = await Promise.all(Array.from({ length: 20 }, () => generate(person)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused) {
      expect(answer.status).toBe(409);
      expect(answer.json).toMatchObject({ code: 'token_limit_reached', limit: 5 });
    }
    expect(await list(person)).toHaveLength(5);
  });

  test('finds the place that a deletion freed, and one place only for many requests', async () => {
    const person = await aPerson();
    for (let count = 0; count < 5; count++) await generate(person);
    const [, second] = await list(person);
    expect((await remove(person, second.id)).status).toBe(204);
    const answers = await Promise.all(Array.from({ length: 6 }, () => generate(person)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test.each([
    ['nothing', ''],
    ['only spaces', '   '],
    ['51 characters', 'x'.repeat(51)],
    ['a line break', 'a\nb'],
    ['a control character', 'a\u0007b'],
    ['no text', 7],
  ])('refuses a name that is %s', async (_what, named) => {
    const person = await aPerson();
    const answer = await generate(person, named);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid_input', field: 'name' });
    expect(await list(person)).toEqual([]);
  });

  test('takes 50 characters of any script, and the same name twice', async () => {
    const person = await aPerson();
    const named = '🔑'.repeat(50);
    expect((await generate(person, named)).status).toBe(201);
    expect((await generate(person, named)).status).toBe(201);
  });
});

describe('rename', () => {
  test('trims, keeps everything else, and is on the audit trail once', async () => {
    const person = await aPerson();
    const { row } = (await generate(person)).json;
    const rename = (to: string) =>
      ask(name.PUT, { person, method: 'PUT', params: { tokenId: row.id }, body: { name: to } });
    expect((await rename(' Deploys ')).json).toEqual({ ...row, name: 'Deploys' });
    expect((await rename('Deploys')).status).toBe(200);
    expect((await rename('a\u0000')).status).toBe(400);
    expect(await deedsOf(row.id)).toEqual(['generate', 'rename']);
  });
});

describe('status', () => {
  test('switches off and on; a repetition changes and records nothing', async () => {
    const person = await aPerson();
    const { row } = (await generate(person)).json;
    const set = (enabled: boolean) =>
      ask(status.PUT, { person, method: 'PUT', params: { tokenId: row.id }, body: { enabled } });
    expect((await set(false)).json.enabled).toBe(false);
    expect((await set(false)).json.enabled).toBe(false);
    expect((await set(true)).json.enabled).toBe(true);
    expect(await deedsOf(row.id)).toEqual(['generate', 'disable', 'enable']);
  });
});

describe('revealing', () => {
  test('gives the token that was generated, and is on the audit trail each time', async () => {
    const person = await aPerson();
    const made = (await generate(person)).json;
    const again = () => ask(reveal.POST, { person, method: 'POST', params: { tokenId: made.row.id } });
    expect((await again()).json).toEqual({ token: made.token });
    expect((await again()).json).toEqual({ token: made.token });
    expect(await deedsOf(made.row.id)).toEqual(['generate', 'reveal', 'reveal']);
  });

  test('refuses a ciphertext that was moved from another row', async () => {
    const person = await aPerson();
    const mine = (await generate(person)).json.row.id;
    const other = (await generate(await aPerson())).json.row.id;
    await moveCiphertext(other, mine);
    const answer = await ask(reveal.POST, { person, method: 'POST', params: { tokenId: mine } });
    expect(answer.status).toBe(500);
  });
});

describe('deleting', () => {
  test('is final, is recorded, and leaves the calls on record', async () => {
    const person = await aPerson();
    const { row } = (await generate(person)).json;
    const call = await aCall(row.id, person.id);
    expect((await remove(person, row.id)).status).toBe(204);
    expect((await remove(person, row.id)).status).toBe(404);
    expect(await list(person)).toEqual([]);
    expect(await deedsOf(row.id)).toEqual(['generate', 'delete']);
    expect(await callExists(call)).toBe(true);
  });

  test('of two at once one succeeds', async () => {
    const person = await aPerson();
    const { row } = (await generate(person)).json;
    const answers = await Promise.all([remove(person, row.id), remove(person, row.id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 404]);
    expect(await deedsOf(row.id)).toEqual(['generate', 'delete']);
  });
});
