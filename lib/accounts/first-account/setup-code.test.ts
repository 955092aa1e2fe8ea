import { statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { env, provide } from '@/lib/env';
import { forgetSetupCode, isSetupCode, setupCode } from './setup-code';

afterEach(() => {
  vi.unstubAllEnvs();
  provide('NODE_ENV', 'test');
});

function listenOn(host: string) {
  vi.stubEnv('HOST', host);
  // Makes env() read the settings again.
  provide('NODE_ENV', 'test');
}

test('on loopback no code is asked for', () => {
  expect(setupCode()).toBeNull();
  expect(isSetupCode(undefined)).toBe(true);
});

test('beyond loopback the printed code is asked for; case, spaces and dashes do not matter', () => {
  listenOn('0.0.0.0');
  const code = setupCode() ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(setupCode()).toBe(code);
  expect(isSetupCode(code.toLowerCase().replaceAll('-', ' '))).toBe(true);
  for (const wrong of [undefined, '', '0000-0000-0000', code.slice(1)])
    expect(isSetupCode(wrong)).toBe(false);
  expect(statSync(path.join(env().dataDir, 'setup-code')).mode & 0o777).toBe(0o600);
  forgetSetupCode();
});
