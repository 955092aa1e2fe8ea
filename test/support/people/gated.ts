import { expect } from 'vitest';
import { anAccount, ask } from './account';

type Handler = Parameters<typeof ask>[0];
type Asked = NonNullable<Parameters<typeof ask>[1]>;

/**
 * Asks a route for people who verified: it refuses the signed out, those not stepped up, those who did 15 minutes
 * ago, and other sites; one for administrators refuses members, too.
 */
export async function expectGated(handler: Handler, asked: Asked, isForAdministrators = false) {
  const codeFor = async (cookie: string, site?: string) =>
    (await ask(handler, { ...asked, cookie, ...(site && { site }) })).json.code;
  expect((await ask(handler, asked)).json.code).toBe('sign_in_required');
  const signedIn = await anAccount({ role: 'ADMINISTRATOR' });
  expect(await codeFor(signedIn.cookie)).toBe('step_up_required');
  const late = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 15 * 60 * 1000 + 1000 });
  expect(await codeFor(late.cookie)).toBe('step_up_required');
  const open = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
  expect(await codeFor(open.cookie, 'cross-site')).toBe('not_same_origin');
  if (!isForAdministrators) return;
  const member = await anAccount({ steppedUpAgoMs: 0 });
  expect(await codeFor(member.cookie)).toBe('administrator_required');
}
