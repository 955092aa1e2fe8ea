import { describe, expect, test } from 'vitest';
import { passkeySignInOptions, signInWithPasskey } from '@/lib/second-factors/sign-in-with-passkey';
import { type Account, anAccount, ask, signIn, userBehind } from '@/test/support/people/account';
import { testAuthenticator } from '@/test/support/people/authenticator';
import { POST as enrolOptions } from '../../passkeys/options/route';
import { POST as enrol } from '../../passkeys/route';
import { POST as stepUpOptions } from './options/route';
import { POST as verify } from './route';

type Options = Parameters<ReturnType<typeof testAuthenticator>['get']>[2];

/** Somebody with a passkey, in a session without a step-up. */
async function withPasskey(options: Options = {}) {
  const { user, cookie } = await anAccount();
  const key = testAuthenticator();
  const { challenge } = (await ask(enrolOptions, { cookie })).json;
  expect((await ask(enrol, { cookie, body: key.create(challenge, options) })).status).toBe(200);
  return { ...(await signIn(user.id)), key };
}

const challengeFor = async ({ cookie }: Pick<Account, 'cookie'>): Promise<string> =>
  (await ask(stepUpOptions, { cookie })).json.challenge;

describe('enrolling the first passkey', () => {
  test('steps the session up: making it verified the user', async () => {
    const { cookie } = await anAccount();
    const { challenge } = (await ask(enrolOptions, { cookie })).json;
    const answer = await ask(enrol, { cookie, body: testAuthenticator().create(challenge) });
    expect(answer.json.passkey).toMatchObject({ name: 'Unknown browser', synced: false });
    expect((await userBehind(answer.cookie ?? '')).session.stepUpVerifiedAt).not.toBeNull();
  });

  test('is named by a program that nobody knows, however long its name', async () => {
    const agent = `${'Embedder'.repeat(20)}/1.0 (X11; Linux)`;
    const { cookie } = await anAccount();
    const headers = { 'user-agent': agent };
    const { challenge } = (await ask(enrolOptions, { cookie })).json;
    const answer = await ask(enrol, { cookie, headers, body: testAuthenticator().create(challenge) });
    expect(answer.json.passkey).toMatchObject({ name: `${agent.slice(0, 39)}… on Linux` });
  });

  test('is refused without user verification, from another origin and for another site', async () => {
    for (const wrong of [{ verified: false }, { origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
      const { cookie } = await anAccount();
      const { challenge } = (await ask(enrolOptions, { cookie })).json;
      const answer = await ask(enrol, { cookie, body: testAuthenticator().create(challenge, wrong) });
      expect([answer.status, answer.json.code]).toEqual([403, 'step_up_failed']);
    }
  });

  test('works once per challenge', async () => {
    const { cookie } = await anAccount();
    const { challenge } = (await ask(enrolOptions, { cookie })).json;
    const both = [testAuthenticator(), testAuthenticator()].map((key) =>
      ask(enrol, { cookie, body: key.create(challenge) }),
    );
    expect((await Promise.all(both)).filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('stepping up with a passkey', () => {
  test('opens the module once per challenge, also when ten answers arrive at once', async () => {
    const person = await withPasskey();
    const body = person.key.get(await challengeFor(person), person.user.id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(verify, { cookie: person.cookie, body })),
    );
    const opened = answers.filter(({ status }) => status === 200);
    expect(opened).toHaveLength(1);
    expect((await userBehind(opened[0]?.cookie ?? '')).session.stepUpVerifiedAt).not.toBeNull();
  });

  test.each<[string, Options]>([
    ['without user verification', { verified: false }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
  ])('is refused %s', async (_, wrong) => {
    const person = await withPasskey();
    const body = person.key.get(await challengeFor(person), person.user.id, wrong);
    const answer = await ask(verify, { cookie: person.cookie, body });
    expect([answer.status, answer.json.code]).toEqual([403, 'step_up_failed']);
  });

  test('is refused with somebody else’s passkey, and the challenge is used up by it', async () => {
    const [person, other] = [await withPasskey(), await withPasskey()];
    const challenge = await challengeFor(person);
    const theirs = other.key.get(challenge, other.user.id);
    const refused = await ask(verify, { cookie: person.cookie, body: theirs });
    expect([refused.status, refused.json.code]).toEqual([403, 'step_up_failed']);
    const own = person.key.get(challenge, person.user.id);
    expect((await ask(verify, { cookie: person.cookie, body: own })).status).toBe(403);
  });

  test('is refused with the challenge of another session, of enrolment and of sign-in', async () => {
    const person = await withPasskey();
    const elsewhere = await signIn(person.user.id, { steppedUpAgoMs: 0 });
    const challenges = [
      await challengeFor(elsewhere),
      (await ask(enrolOptions, { cookie: elsewhere.cookie })).json.challenge,
      (await passkeySignInOptions()).challenge,
    ];
    for (const challenge of challenges) {
      const body = person.key.get(challenge, person.user.id);
      expect((await ask(verify, { cookie: person.cookie, body })).status).toBe(403);
    }
  });
});

describe('sign-in by passkey', () => {
  test('finds the person from the answer, once', async () => {
    const { user, key } = await withPasskey();
    const answer = JSON.stringify(key.get((await passkeySignInOptions()).challenge, user.id));
    expect(await signInWithPasskey(answer)).toMatchObject({ userId: user.id });
    await expect(signInWithPasskey(answer)).rejects.toMatchObject({ code: 'sign_in_failed' });
  });

  test('is refused for a passkey under somebody else’s name, and for what is no answer', async () => {
    const [{ key }, other] = [await withPasskey(), await withPasskey()];
    const forged = key.get((await passkeySignInOptions()).challenge, other.user.id);
    for (const answer of [JSON.stringify(forged), '{}', 'nonsense', '']) {
      await expect(signInWithPasskey(answer)).rejects.toMatchObject({ code: 'sign_in_failed' });
    }
  });
});

describe('a passkey that keeps no user', () => {
  test.each([['' as const], [null], [undefined]])(
    'signs in and steps up with userHandle %j',
    async (userHandle) => {
      const person = await withPasskey();
      const withoutUser = (challenge: string) => {
        const { response, ...rest } = person.key.get(challenge, person.user.id);
        return { ...rest, response: { ...response, userHandle } };
      };
      const stepUp = withoutUser(await challengeFor(person));
      expect((await ask(verify, { cookie: person.cookie, body: stepUp })).status).toBe(200);
      const answer = withoutUser((await passkeySignInOptions()).challenge);
      expect(await signInWithPasskey(JSON.stringify(answer))).toMatchObject({ userId: person.user.id });
    },
  );

  test('opens nothing under the id of somebody else’s passkey', async () => {
    const [person, other] = [await withPasskey(), await withPasskey()];
    const theirs = other.key.get((await passkeySignInOptions()).challenge, other.user.id);
    const { id, rawId } = person.key.get('x', person.user.id);
    const forged = { ...theirs, id, rawId, response: { ...theirs.response, userHandle: null } };
    await expect(signInWithPasskey(JSON.stringify(forged))).rejects.toMatchObject({ code: 'sign_in_failed' });
  });
});

describe('the count of a passkey', () => {
  const signInWith = async ({ user, key }: Awaited<ReturnType<typeof withPasskey>>, options: Options) =>
    signInWithPasskey(JSON.stringify(key.get((await passkeySignInOptions()).challenge, user.id, options)));

  test.each(['eligible', 'done'] as const)(
    'may fall where it is shared between devices (%s)',
    async (backup) => {
      const person = await withPasskey({ backup });
      for (const count of [7, 0, 0, 3, 2]) {
        expect(await signInWith(person, { backup, count })).toMatchObject({ userId: person.user.id });
      }
    },
  );

  test('of a key that counts nothing stays zero', async () => {
    const person = await withPasskey({ count: 0 });
    for (const count of [0, 0, 4]) {
      expect(await signInWith(person, { count })).toMatchObject({ userId: person.user.id });
    }
  });

  test('may not fall or stay where it is bound to one device, whatever the answer says of itself', async () => {
    const person = await withPasskey({ count: 5 });
    for (const options of [{ count: 5 }, { count: 4 }, { count: 0 }, { count: 0, backup: 'done' as const }]) {
      await expect(signInWith(person, options)).rejects.toMatchObject({ code: 'passkey_count_fell' });
      const body = person.key.get(await challengeFor(person), person.user.id, options);
      const refused = await ask(verify, { cookie: person.cookie, body });
      expect([refused.status, refused.json.code]).toEqual([403, 'passkey_count_fell']);
      expect(refused.json.title).toMatch(/remove it under Settings/);
    }
    expect(await signInWith(person, { count: 6 })).toMatchObject({ userId: person.user.id });
  });

  test('is taken once, also when two answers with the same one arrive at once', async () => {
    const person = await withPasskey({ count: 5 });
    const both = await Promise.allSettled([
      signInWith(person, { count: 6 }),
      signInWith(person, { count: 6 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
