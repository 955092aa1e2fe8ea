import { describe, expect, test } from 'vitest';
import type { BotPage, BotSummary } from '@/lib/bots/dto';
import { aMessage, aName, deedsTo, makeAdministrator, membersOf, messagesIn } from '@/test/support/bot';
import { aPerson, ask, type Person } from '@/test/support/people/person';
import * as handler from './[uniqueName]/handler/route';
import * as bot from './[uniqueName]/route';
import * as subscription from './[uniqueName]/subscription/route';
import * as testRun from './[uniqueName]/test-run/route';
import * as oneVersion from './[uniqueName]/versions/[version]/route';
import * as bots from './route';

const details = { name: 'Renamed', description: '', imageUrl: '', access: 'ORGANIZATION' };

async function aBot(person: Person, body: Record<string, unknown> = {}) {
  const made = await ask(bots.POST, { person, method: 'POST', body: { name: aName('Bot'), ...body } });
  expect(made.status).toBe(200);
  return made.json as { id: string; feedId: number; uniqueName: string };
}

const read = async (person: Person, uniqueName: string) =>
  (await ask(bot.GET, { person, params: { uniqueName } })).json as BotPage;

describe('the code of a version', () => {
  const saveAs = (person: Person, uniqueName: string, code: string | null) =>
    ask(handler.PUT, { person, method: 'PUT', params: { uniqueName }, body: { code } });
  const codeOf = (person: Person | undefined, uniqueName: string, version: string) =>
    ask(oneVersion.GET, { person, params: { uniqueName, version } });

  test('is for those who may change the bot; null where the handler was removed', async () => {
    const [ada, bob, administrator] = [await aPerson(), await aPerson(), await aPerson()];
    await makeAdministrator(administrator.id);
    const { uniqueName } = await aBot(ada);
    await saveAs(ada, uniqueName, 'function handler() {}');
    await saveAs(ada, uniqueName, null);
    for (const person of [ada, administrator]) {
      expect((await codeOf(person, uniqueName, '1')).json).toEqual({ code: 'function handler() {}' });
      expect((await codeOf(person, uniqueName, '2')).json).toEqual({ code: null });
    }
    for (const number of ['1', '2', '3']) {
      expect((await codeOf(bob, uniqueName, number)).status).toBe(404);
      expect((await codeOf(undefined, uniqueName, number)).status).toBe(401);
    }
    expect((await codeOf(ada, uniqueName, '3')).status).toBe(404);
    expect((await codeOf(ada, 'none-such', '1')).status).toBe(404);
  });

  test('of a personal bot is not for administrators', async () => {
    const [ada, administrator] = [await aPerson(), await aPerson()];
    await makeAdministrator(administrator.id);
    const { uniqueName } = await aBot(ada, { access: 'PERSONAL' });
    await saveAs(ada, uniqueName, 'function handler() {}');
    expect((await codeOf(administrator, uniqueName, '1')).status).toBe(404);
  });

  test.each(['0', '-1', '1.5', '1e3', 'x', '99999999999', '2147483648'])(
    '%s is no version',
    async (number) => {
      const ada = await aPerson();
      const { uniqueName } = await aBot(ada);
      expect((await codeOf(ada, uniqueName, number)).status).toBe(400);
    },
  );
});

describe('creating', () => {
  test('derives the permanent unique name and subscribes the creator', async () => {
    const ada = await aPerson();
    const name = aName('CI / Wächter');
    const { uniqueName, feedId } = await aBot(ada, { name: name.slice(0, 20) });
    expect(uniqueName).toMatch(/^ciwachter[0-9a-z]+$/);
    expect(await membersOf(feedId)).toEqual([ada.id]);
    await ask(bot.PUT, { person: ada, method: 'PUT', params: { uniqueName }, body: details });
    expect(await read(ada, uniqueName)).toMatchObject({ uniqueName, name: 'Renamed', subscribed: true });
  });

  test('gives twenty bots of one name, made at once, twenty unique names', async () => {
    const ada = await aPerson();
    const name = aName('Race');
    const made = await Promise.all(Array.from({ length: 20 }, () => aBot(ada, { name })));
    const base = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const expected = [base, ...Array.from({ length: 19 }, (_, index) => `${base}${index + 1}`)];
    expect(made.map(({ uniqueName }) => uniqueName).sort()).toEqual(expected.sort());
  });

  test.each([
    ['no name', {}, 'name'],
    ['an empty name', { name: '  ' }, 'name'],
    ['a name of 21 characters', { name: 'x'.repeat(21) }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['a picture that is no URL', { name: 'A', imageUrl: 'picture.png' }, 'imageUrl'],
    ['a picture from a script', { name: 'A', imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
    ['an unknown access', { name: 'A', access: 'PUBLIC' }, 'access'],
  ])('refuses %s and names the field', async (_label, body, field) => {
    const answer = await ask(bots.POST, { person: await aPerson(), method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid_input', field });
  });

  test('takes a name of 20 characters', async () => {
    await aBot(await aPerson(), { name: aName('12345 7890').slice(0, 20) });
  });
});

describe('access', () => {
  test('a personal bot is in its creator’s list and nobody else’s', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const { id } = await aBot(ada, { access: 'PERSONAL' });
    const listOf = async (person: Person) =>
      ((await ask(bots.GET, { person })).json as BotSummary[]).some((entry) => entry.id === id);
    expect([await listOf(ada), await listOf(eve)]).toEqual([true, false]);
  });

  test('becoming personal ends everybody else’s subscription', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const { uniqueName, feedId } = await aBot(ada);
    await ask(subscription.PUT, { person: eve, method: 'PUT', params: { uniqueName } });
    expect(await membersOf(feedId)).toHaveLength(2);
    const body = { ...details, access: 'PERSONAL' };
    await ask(bot.PUT, { person: ada, method: 'PUT', params: { uniqueName }, body });
    expect(await membersOf(feedId)).toEqual([ada.id]);
  });
});

describe('subscribing', () => {
  test('is idempotent both ways, also in parallel', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const { uniqueName, feedId } = await aBot(ada);
    const request = { person: eve, params: { uniqueName } };
    const statuses = await Promise.all(
      Array.from(
        { length: 10 },
        async () => (await ask(subscription.PUT, { ...request, method: 'PUT' })).status,
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(await membersOf(feedId)).toHaveLength(2);
    expect(await read(eve, uniqueName)).toMatchObject({
      subscribed: true,
      subscriberCount: 2,
      manageable: false,
    });
    for (const _ of [1, 2]) {
      expect((await ask(subscription.DELETE, { ...request, method: 'DELETE' })).status).toBe(204);
    }
    expect(await membersOf(feedId)).toEqual([ada.id]);
  });
});

describe('the handler', () => {
  test('is saved when it can be loaded, and only then', async () => {
    const ada = await aPerson();
    const { uniqueName } = await aBot(ada);
    const save = (code: string | null) =>
      ask(handler.PUT, { person: ada, method: 'PUT', params: { uniqueName }, body: { code } });
    const stored = async () => (await ask(handler.GET, { person: ada, params: { uniqueName } })).json.code;
    const good = 'function handler(request) {\n  return request.body;\n}\n';
    expect((await save(good.replaceAll('\n', '\r\n'))).status).toBe(204);
    expect(await stored()).toBe(good);
    const bad = await save('function handler() {\n  return {;\n}');
    expect(bad.status).toBe(400);
    expect(bad.json).toMatchObject({
      code: 'invalid_input',
      field: 'code',
      title: expect.stringMatching(/^Line 2\b/),
    });
    expect((await save('const a = 1')).json.title).toContain('no function named handler');
    expect((await save(`// ${'x'.repeat(70_000)}`)).json).toMatchObject({ field: 'code' });
    expect(await stored()).toBe(good);
    expect((await save(null)).status).toBe(204);
    expect(await stored()).toBeNull();
  });

  test('can be tried without anything being stored', async () => {
    const ada = await aPerson();
    const { uniqueName, feedId } = await aBot(ada);
    const attempt = async (code: string, more: Record<string, unknown> = {}) =>
      (
        await ask(testRun.POST, {
          person: ada,
          method: 'POST',
          params: { uniqueName },
          body: { code, ...more },
        })
      ).json;
    const echo =
      'function handler(r) { console.log(r.http_method); return { text: r.body.a + r.params.b + r.user.id, echo: r.environment } }';
    const ran = await attempt(echo, { method: 'PUT', body: '{"a":"x"}', params: { b: 'y' } });
    expect(ran).toMatchObject({
      outcome: { ok: true, logs: ['PUT'] },
      message: { text: `xy${ada.id}` },
      answer: { echo: null },
      problem: null,
    });
    const failed = await attempt('function handler() {\n\n  throw new Error("no");\n}');
    expect(failed).toMatchObject({
      outcome: { ok: false, error: { line: 3, message: 'Error: no' } },
      message: null,
    });
    const odd = await attempt('function handler() { return { text: "a", card: { color: 1 } } }');
    expect(odd.problem).toContain('color');
    expect(await messagesIn(feedId)).toBe(0);
  });
});

describe('deleting', () => {
  test('takes the feed and its messages, and is on the audit trail', async () => {
    const ada = await aPerson();
    const { uniqueName, feedId, id } = await aBot(ada);
    await aMessage(feedId, ada.id);
    const remove = () => ask(bot.DELETE, { person: ada, method: 'DELETE', params: { uniqueName } });
    const answers = await Promise.all([remove(), remove()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect([await messagesIn(feedId), (await membersOf(feedId)).length]).toEqual([0, 0]);
    expect(await deedsTo(id)).toEqual(['bot.create', 'bot.delete']);
    expect((await remove()).status).toBe(404);
  });
});

describe('test runs and saving', () => {
  test('are sixty a minute of one person, over all their bots; others go on', async () => {
    const [owner, other] = [await aPerson(), await aPerson()];
    const [first, second] = [await aBot(owner), await aBot(owner)];
    const run = async (person: Person, { uniqueName }: { uniqueName: string }) => {
      const body = { code: 'function handler() { return "ran" }' };
      return ask(testRun.POST, { person, method: 'POST', params: { uniqueName }, body });
    };
    const save = (person: Person, { uniqueName }: { uniqueName: string }) =>
      ask(handler.PUT, {
        person,
        method: 'PUT',
        params: { uniqueName },
        body: { code: 'function handler() {}' },
      });
    for (let n = 0; n < 30; n++) {
      expect((await run(owner, first)).status).toBe(200);
      expect((await save(owner, second)).status).toBe(204);
    }
    for (const answer of [await run(owner, second), await save(owner, first)]) {
      expect([answer.status, answer.json.code]).toEqual([429, 'too_many_attempts']);
    }
    expect((await run(other, await aBot(other))).status).toBe(200);
  });
});
