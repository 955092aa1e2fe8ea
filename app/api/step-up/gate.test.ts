import { describe, expect, test } from 'vitest';
import { anAccount, aPasskeyOf, ask } from '@/test/support/people/account';
import { DELETE as removePasskey, PUT as renamePasskey } from '../passkeys/[passkeyId]/route';
import { POST as passkeyOptions } from '../passkeys/options/route';
import { POST as enrol } from '../passkeys/route';
import { POST as makeCodes } from '../recovery-codes/route';
import { PUT as confirmApp, POST as offerApp, DELETE as removeApp } from '../totp/route';
import { POST as verifyApp } from './authenticator-app/route';
import { POST as stepUpOptions } from './passkey/options/route';
import { POST as verifyPasskey } from './passkey/route';
import { POST as verifyCode } from './recovery-code/route';
import { GET as facts, DELETE as lock } from './route';

const params = { passkeyId: '6d0c5f0e-5c3e-4a77-9d36-1f0b1d1b2f60' };
const signedInRoutes = [
  { path: 'GET /step-up', handler: facts, method: 'GET' },
  { path: 'DELETE /step-up', handler: lock, method: 'DELETE' },
  { path: 'POST /step-up/passkey/options', handler: stepUpOptions },
  { path: 'POST /step-up/passkey', handler: verifyPasskey, body: {} },
  { path: 'POST /step-up/authenticator-app', handler: verifyApp, body: { code: '000000' } },
  { path: 'POST /step-up/recovery-code', handler: verifyCode, body: { code: 'aaaaa-aaaaa' } },
  { path: 'POST /passkeys/options', handler: passkeyOptions },
  { path: 'POST /passkeys', handler: enrol, body: {} },
  { path: 'POST /totp', handler: offerApp },
  { path: 'PUT /totp', handler: confirmApp, method: 'PUT', body: { code: '000000' } },
];
const guardedRoutes = [
  { path: 'PUT /passkeys/…', handler: renamePasskey, method: 'PUT', params, body: { name: 'A' } },
  { path: 'DELETE /passkeys/…', handler: removePasskey, method: 'DELETE', params },
  { path: 'DELETE /totp', handler: removeApp, method: 'DELETE' },
  { path: 'POST /recovery-codes', handler: makeCodes },
];

describe.each([...signedInRoutes, ...guardedRoutes])('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out', async () => {
    expect((await ask(handler, request)).json.code).toBe('sign_in_required');
  });
});

describe.each(guardedRoutes)('$path', ({ handler, ...request }) => {
  test('answers 403 step_up_required without a second factor', async () => {
    const { user, cookie } = await anAccount();
    await aPasskeyOf(user.id);
    const answer = await ask(handler, { ...request, cookie });
    expect([answer.status, answer.json.code]).toEqual([403, 'step_up_required']);
  });
});
