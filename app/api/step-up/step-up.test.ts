import { describe, expect, test } from 'vitest';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { firstEnrolmentOpen, STEP_UP_DURATION_MS, stepUpEndsAt } from '@/lib/step-up/step-up-policy';
import { anAccount, aPasskeyOf, ask, userBehind } from '@/test/support/people/account';
import { POST as codes } from '../recovery-codes/route';
import { POST as recover } from './recovery-code/route';
import { GET as facts, DELETE as lock } from './route';

const MINUTE_MS = 60_000;
const verifiedAt = new Date('2026-01-01T12:00:00Z');
const later = (ms: number) => new Date(verifiedAt.getTime() + ms);

describe('the step-up ends fifteen minutes after it was given', () => {
  test('it is open at 14:59 and closed at 15:00', () => {
    expect(STEP_UP_DURATION_MS).toBe(15 * MINUTE_MS);
    expect(stepUpEndsAt(verifiedAt, later(15 * MINUTE_MS - 1000))).toEqual(later(15 * MINUTE_MS));
    expect(stepUpEndsAt(verifiedAt, later(15 * MINUTE_MS))).toBeNull();
    expect(stepUpEndsAt(null, verifiedAt)).toBeNull();
  });

  test('a principal of the module cannot be made from the fifteenth minute on', async () => {
    const { user } = await anAccount({ steppedUpAgoMs: 0 });
    const given = user.session.stepUpVerifiedAt?.getTime() ?? 0;
    expect(requireStepUp(user, new Date(given + 15 * MINUTE_MS - 1000)).id).toBe(user.id);
    expect(() => requireStepUp(user, new Date(given + 15 * MINUTE_MS))).toThrow(
      expect.objectContaining({ code: 'step_up_required' }),
    );
  });

  test('a route is open in the fifteenth minute and answers 403 after 15:00', async () => {
    const open = await anAccount({ steppedUpAgoMs: 14.5 * MINUTE_MS });
    await aPasskeyOf(open.user.id);
    expect((await ask(codes, { cookie: open.cookie })).status).toBe(200);
    const over = await anAccount({ steppedUpAgoMs: 15 * MINUTE_MS });
    const refused = await ask(codes, { cookie: over.cookie });
    expect([refused.status, refused.json.code]).toEqual([403, 'step_up_required']);
  });
});

test('a first method may be enrolled until 4:59 after signing in, not at 5:00', () => {
  expect(firstEnrolmentOpen(verifiedAt, later(5 * MINUTE_MS - 1000))).toBe(true);
  expect(firstEnrolmentOpen(verifiedAt, later(5 * MINUTE_MS))).toBe(false);
});

describe('stepping up', () => {
  test('gives the session a new id: the old cookie is signed out, the new one is stepped up', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    await aPasskeyOf(user.id);
    const { codes: made } = await makeRecoveryCodes(user);
    const answer = await ask(recover, { cookie, body: { code: made[0] } });
    expect(answer.status).toBe(200);
    expect(answer.json.remainingMs).toBeGreaterThan(14 * MINUTE_MS);
    expect(answer.cookie).toBeDefined();
    expect((await ask(facts, { cookie, method: 'GET' })).status).toBe(401);
    const renewed = await userBehind(answer.cookie ?? '');
    expect(renewed.id).toBe(user.id);
    expect(renewed.session.id).not.toBe(user.session.id);
    expect(renewed.session.stepUpVerifiedAt).not.toBeNull();
  });

  test('Lock now closes the module at once and leaves the session signed in', async () => {
    const { cookie } = await anAccount({ steppedUpAgoMs: 0 });
    expect((await ask(lock, { cookie, method: 'DELETE' })).status).toBe(204);
    expect((await ask(codes, { cookie })).json.code).toBe('step_up_required');
    expect((await ask(facts, { cookie, method: 'GET' })).json.endsAt).toBeNull();
  });

  test('is refused from another site', async () => {
    const { cookie } = await anAccount();
    const answer = await ask(recover, { cookie, body: { code: 'x' }, site: 'cross-site' });
    expect([answer.status, answer.json.code]).toEqual([403, 'not_same_origin']);
  });
});
