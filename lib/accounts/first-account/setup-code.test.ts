import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { env, provide } from '@/lib/env';
import { UNTRUSTED_PROXY_HEADER } from '@/lib/http/client';
import { asksForSetupCode, forgetSetupCode, isSetupCode, setupCode } from './setup-code';

// Another process, or thread, has not read the file yet.
const holder = globalThis as unknown as Record<symbol, Record<string, unknown>>;
beforeEach(() => {
  delete holder[Symbol.for('postern.singletons')]?.setupCode;
});
afterEach(() => {
  vi.unstubAllEnvs();
  provide('NODE_ENV', 'test');
});

function set(name: string, value: string) {
  vi.stubEnv(name, value);
  // Makes env() read the settings again.
  provide('NODE_ENV', 'test');
}
const file = () => path.join(env().dataDir, 'setup-code');
const direct = new Headers();

test('on one’s own machine no code is asked for, but of whoever comes through a proxy', () => {
  expect(asksForSetupCode(direct)).toBe(false);
  expect(asksForSetupCode(new Headers({ [UNTRUSTED_PROXY_HEADER]: '1' }))).toBe(true);
});

test.each([
  ['HOST', '0.0.0.0'],
  ['PUBLIC_URL', 'https://postern.example.com'],
  ['TRUSTED_PROXY_HOPS', '1'],
])('with %s %s the code is asked for', (name, value) => {
  set(name, value);
  expect(asksForSetupCode(direct)).toBe(true);
});

test('the printed code is the one; case, spaces and dashes do not matter, and nothing else does', () => {
  const code = setupCode();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(setupCode()).toBe(code);
  expect(isSetupCode(code.toLowerCase().replaceAll('-', ' '))).toBe(true);
  for (const wrong of [undefined, '', '0000-0000-0000', code.slice(1)])
    expect(isSetupCode(wrong)).toBe(false);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  forgetSetupCode();
});

test.each(['', '\n', '7K2M-9QXD', '7K2M-9QXD-P4TA-XXXX', 'not a code!!'])(
  'a file that holds %j opens nothing, and says what to do',
  (stored) => {
    set('DATA_DIR', mkdtempSync(path.join(os.tmpdir(), 'postern-setup-code-')));
    writeFileSync(file(), stored);
    expect(() => setupCode()).toThrow(/holds no set-up code: delete it/);
    expect(() => isSetupCode(undefined)).toThrow(/holds no set-up code/);
    rmSync(env().dataDir, { recursive: true });
  },
);
