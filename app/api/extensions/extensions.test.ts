import { describe, expect, test } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { ExtensionSummary, ExtensionVersionSummary } from '@/lib/extensions/dto';
import {
  aMessage,
  deedsTo,
  membersOf,
  messagesIn,
  publishedCode,
  storedKeys,
  swapKeyCiphertexts,
} from '@/test/support/bot';
import {
  anExtension,
  handlerReturning,
  publish,
  read,
  reveal,
  rollBack,
  save,
} from '@/test/support/extensions';
import { aPerson, ask, type Person } from '@/test/support/people/person';
import * as revealing from './[number]/app-keys/[environment]/reveal/route';
import * as appKey from './[number]/app-keys/[environment]/route';
import * as code from './[number]/code/route';
import * as installation from './[number]/installation/route';
import * as extension from './[number]/route';
import * as testRun from './[number]/test-run/route';
import * as oneVersion from './[number]/versions/[version]/route';
import * as versions from './[number]/versions/route';
import * as extensions from './route';

describe('creating', () => {
  test('makes keys of Cliq’s form that are stored only hashed and encrypted', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    const sandboxId = String(2n ** 61n + BigInt(number) - 1n);
    const marketplace = await reveal(ada, number, 'marketplace');
    const sandbox = await reveal(ada, number, 'sandbox');
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
    expect(Buffer.from(marketplace, 'base64').toString()).toMatch(new RegExp(`^${number}-${uuid}$`));
    expect(sandbox.slice(0, 4)).toBe('sbx-');
    expect(Buffer.from(sandbox.slice(4), 'base64').toString()).toMatch(new RegExp(`^${sandboxId}-${uuid}$`));
    const stored = await storedKeys(number);
    expect(Buffer.from(stored.marketplaceKeyHash)).toEqual(keyedHash(marketplace));
    expect(Buffer.from(stored.sandboxKeyHash)).toEqual(keyedHash(sandbox));
    const bytes = Object.values(stored)
      .map((value) => Buffer.from(value).toString('latin1'))
      .join();
    expect(bytes).not.toContain(marketplace.slice(0, 16));
    expect(bytes).not.toContain(sandbox.slice(0, 16));
  });

  test('shows the keys in no list and on no page', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    const keys = [await reveal(ada, number, 'marketplace'), await reveal(ada, number, 'sandbox')];
    const answers = [
      await ask(extensions.GET, { person: ada }),
      await ask(extension.GET, { person: ada, params: { number } }),
      await ask(versions.GET, { person: ada, params: { number } }),
    ];
    for (const { text } of answers) for (const key of keys) expect(text).not.toContain(key);
  });

  test.each([
    ['no name', {}, 'name'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, 'name'],
    ['a description of 251 characters', { name: 'A', description: 'x'.repeat(251) }, 'description'],
  ])('refuses %s and names the field', async (_label, body, field) => {
    const answer = await ask(extensions.POST, { person: await aPerson(), method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid_input', field });
  });
});

describe('app keys', () => {
  test('a new key replaces one and leaves the other', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    const before = [await reveal(ada, number, 'sandbox'), await reveal(ada, number, 'marketplace')];
    const params = { number, environment: 'sandbox' };
    expect((await ask(appKey.POST, { person: ada, method: 'POST', params })).status).toBe(204);
    const after = [await reveal(ada, number, 'sandbox'), await reveal(ada, number, 'marketplace')];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(Buffer.from((await storedKeys(number)).sandboxKeyHash)).toEqual(keyedHash(after[0]!));
    expect(await deedsTo(number)).toEqual([
      'extension.create',
      'extension.reveal_key',
      'extension.reveal_key',
      'extension.regenerate_key',
      'extension.reveal_key',
      'extension.reveal_key',
    ]);
  });

  test('a ciphertext put in another’s place does not open', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    await swapKeyCiphertexts(number);
    const params = { number, environment: 'sandbox' };
    const answer = await ask(revealing.POST, { person: ada, method: 'POST', params });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('sbx-');
  });

  test('an unknown environment is 400', async () => {
    const ada = await aPerson();
    const params = { number: (await anExtension(ada)).number, environment: 'production' };
    expect((await ask(revealing.POST, { person: ada, method: 'POST', params })).status).toBe(400);
  });
});

describe('publishing', () => {
  test('copies the sandbox’s code to a version that later edits do not touch', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    await save(ada, number, 'one');
    expect(await publishedCode(number)).toBeUndefined();
    expect((await publish(ada, number, 'First')).json).toEqual({ version: 1 });
    await save(ada, number, 'two');
    expect(await publishedCode(number)).toBe(handlerReturning('one'));
    expect((await publish(ada, number, 'Second')).json).toEqual({ version: 2 });
    expect(await publishedCode(number)).toBe(handlerReturning('two'));
    const list = (await ask(versions.GET, { person: ada, params: { number } }))
      .json as ExtensionVersionSummary[];
    expect(list.map(({ version, note }) => [version, note])).toEqual([
      [2, 'Second'],
      [1, 'First'],
    ]);
  });

  test('each version’s code is fetched alone, by the owner', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { number } = await anExtension(ada);
    for (const text of ['one', 'two']) {
      await save(ada, number, text);
      await publish(ada, number);
    }
    const codeOf = (person: Person | undefined, version: string, of = number) =>
      ask(oneVersion.GET, { person, params: { number: of, version } });
    expect((await codeOf(ada, '1')).json).toEqual({ code: handlerReturning('one') });
    expect((await codeOf(ada, '2')).json).toEqual({ code: handlerReturning('two') });
    expect((await ask(versions.GET, { person: ada, params: { number } })).text).not.toContain('function');
    // A published extension does not show its code either to the people who install it.
    expect((await codeOf(bob, '1')).status).toBe(404);
    expect((await codeOf(undefined, '1')).status).toBe(401);
    expect((await codeOf(ada, '3')).status).toBe(404);
    expect((await codeOf(ada, '1', (await anExtension(ada)).number)).status).toBe(404);
    expect((await codeOf(ada, '1e0')).status).toBe(400);
  });

  test('the same code again is a conflict', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    await save(ada, number, 'one');
    await publish(ada, number);
    const again = await publish(ada, number);
    expect([again.status, again.json.code]).toEqual([409, 'conflict']);
  });

  test('of ten at once one makes the version', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    await save(ada, number, 'one');
    const answers = await Promise.all(Array.from({ length: 10 }, () => publish(ada, number)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect((await read(ada, number)).publishedVersion).toBe(1);
  });

  test('rolling back runs an earlier version and keeps the sandbox’s code and all versions', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    for (const text of ['one', 'two']) {
      await save(ada, number, text);
      await publish(ada, number);
    }
    expect((await rollBack(ada, number, 1)).status).toBe(204);
    expect(await publishedCode(number)).toBe(handlerReturning('one'));
    expect((await rollBack(ada, number, 3)).status).toBe(404);
    // The sandbox still has "two", though another version is published by now.
    expect((await publish(ada, number)).json).toEqual({ version: 3 });
    expect(await publishedCode(number)).toBe(handlerReturning('two'));
  });

  test('code that cannot be loaded is not saved', async () => {
    const ada = await aPerson();
    const { number } = await anExtension(ada);
    const body = { code: '\nfunction handler( {' };
    const answer = await ask(code.PUT, { person: ada, method: 'PUT', params: { number }, body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ field: 'code', title: expect.stringMatching(/^Line 2\b/) });
  });
});

describe('installing', () => {
  test('is idempotent both ways and counted', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const { number, feedId } = await anExtension(ada);
    await publish(ada, number);
    const request = { person: eve, params: { number } };
    await Promise.all(Array.from({ length: 8 }, () => ask(installation.PUT, { ...request, method: 'PUT' })));
    expect(await membersOf(feedId)).toHaveLength(2);
    expect(await read(eve, number)).toMatchObject({ installed: true, installCount: 2, mine: false });
    for (const _ of [1, 2]) {
      expect((await ask(installation.DELETE, { ...request, method: 'DELETE' })).status).toBe(204);
    }
    expect(await membersOf(feedId)).toEqual([ada.id]);
  });

  test('an unpublished extension is in its owner’s list and nobody else’s', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const { number } = await anExtension(ada);
    const has = async (person: Person) =>
      ((await ask(extensions.GET, { person })).json as ExtensionSummary[]).some(
        (entry) => entry.number === number,
      );
    expect([await has(ada), await has(eve)]).toEqual([true, false]);
    await publish(ada, number);
    expect([await has(ada), await has(eve)]).toEqual([true, true]);
  });
});

describe('a test run', () => {
  test('is the sandbox’s, and stores nothing', async () => {
    const ada = await aPerson();
    const { number, feedId } = await anExtension(ada);
    const body = { code: 'function handler(r) { return { text: r.environment } }' };
    const answer = await ask(testRun.POST, { person: ada, method: 'POST', params: { number }, body });
    expect(answer.json).toMatchObject({ outcome: { ok: true }, message: { text: 'sandbox' } });
    expect(await messagesIn(feedId)).toBe(0);
  });
});

describe('deleting', () => {
  test('takes feed, versions and messages, once, and is on the audit trail', async () => {
    const ada = await aPerson();
    const { number, feedId } = await anExtension(ada);
    await publish(ada, number);
    await aMessage(feedId, ada.id);
    const remove = () => ask(extension.DELETE, { person: ada, method: 'DELETE', params: { number } });
    const answers = await Promise.all([remove(), remove(), remove()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect([await messagesIn(feedId), (await membersOf(feedId)).length]).toEqual([0, 0]);
    expect(await deedsTo(number)).toEqual(['extension.create', 'extension.publish', 'extension.delete']);
  });
});
