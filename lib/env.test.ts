import { afterEach, expect, it, vi } from 'vitest';
import { EnvError, env, provide } from './env';

afterEach(() => {
  vi.unstubAllEnvs();
  provide('NODE_ENV', 'test');
});

function read(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Makes env() read the settings again.
  provide('NODE_ENV', 'test');
  return env();
}

it.each([
  ['PORT', '0', 'PORT must be a whole number from 1 to 65535.'],
  ['PORT', 'http', 'PORT must be a whole number from 1 to 65535.'],
  ['WEB_CONCURRENCY', '0', 'WEB_CONCURRENCY must be a whole number from 1 to 64.'],
  ['WEB_CONCURRENCY', '1.5', 'WEB_CONCURRENCY must be a whole number from 1 to 64.'],
  ['WEB_CONCURRENCY', 'auto', 'WEB_CONCURRENCY must be a whole number from 1 to 64.'],
  ['SHUTDOWN_DELAY_SECONDS', '-1', 'SHUTDOWN_DELAY_SECONDS must be a whole number from 0 to 300.'],
  ['TRUSTED_PROXY_HOPS', '11', 'TRUSTED_PROXY_HOPS must be a whole number from 0 to 10.'],
])('%s=%s stops the start with one sentence', (name, value, sentence) => {
  expect(() => read({ [name]: value })).toThrow(
    new EnvError(`${sentence} Correct it in the environment or in .env and start again.`),
  );
});

it('a number that is set to nothing has its default', () => {
  expect(read({ PORT: '', WEB_CONCURRENCY: ' ' })).toMatchObject({ PORT: 3000, WEB_CONCURRENCY: 1 });
});

it('a direct connection means that the other one is a pooler, and needs it', () => {
  const [pooled, direct] = ['postgres://a@pooler/x', 'postgres://a@server/x'];
  expect(read({ DATABASE_URL: direct })).toMatchObject({
    directDatabaseUrl: direct,
    poolsByTransaction: false,
  });
  expect(read({ DATABASE_URL: pooled, DIRECT_DATABASE_URL: direct })).toMatchObject({
    directDatabaseUrl: direct,
    poolsByTransaction: true,
  });
  expect(() => read({ DATABASE_URL: '', DIRECT_DATABASE_URL: direct })).toThrow(
    /DIRECT_DATABASE_URL is set without DATABASE_URL/,
  );
});

it('a mail server and a sender belong together', () => {
  const url = 'smtps://postern:secret@mail.example.com';
  const from = 'postern@example.com';
  const together = /^SMTP_URL and MAIL_FROM belong together/;
  expect(() => read({ SMTP_URL: url, MAIL_FROM: '' })).toThrow(together);
  expect(() => read({ SMTP_URL: '', MAIL_FROM: from })).toThrow(together);
  expect(() => read({ SMTP_URL: 'https://mail.example.com' })).toThrow(/^SMTP_URL must be an smtp/);
  expect(read({ SMTP_URL: url, MAIL_FROM: from })).toMatchObject({ SMTP_URL: url });
});

it('a provider to sign in with is set whole or not at all', () => {
  const whole = {
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'postern',
    OIDC_CLIENT_SECRET: 's',
  };
  for (const name of Object.keys(whole)) {
    expect(() => read({ ...whole, [name]: '' })).toThrow(
      /^OIDC_ISSUER, OIDC_CLIENT_ID and .* belong together/,
    );
  }
  expect(read(whole)).toMatchObject(whole);
});

it.each([
  'https://example.com/postern',
  'https://example.com?x=1',
  'https://example.com/#top',
  'https://user:password@example.com',
])('PUBLIC_URL=%s, which is more than an origin, stops the start with one sentence', (value) => {
  expect(() => read({ PUBLIC_URL: value })).toThrow(
    /^PUBLIC_URL must be an origin alone, such as https:\/\/postern\.example\.com/,
  );
});

it.each(['example.com', 'ftp://example.com', 'http://', '//example.com'])(
  'PUBLIC_URL=%s is no http URL',
  (value) => {
    expect(() => read({ PUBLIC_URL: value })).toThrow(/^PUBLIC_URL must be an http or https URL/);
  },
);

it('PUBLIC_URL may end with a slash and name a port or an IPv6 address; unset or empty it is local', () => {
  expect(read({ PUBLIC_URL: 'https://example.com:8443/' }).publicUrl.origin).toBe('https://example.com:8443');
  expect(read({ PUBLIC_URL: 'http://[::1]:3000' }).publicUrl.origin).toBe('http://[::1]:3000');
  expect(read({ PUBLIC_URL: '', PORT: '8080' }).publicUrl.origin).toBe('http://localhost:8080');
});

it('HOST may be an IPv6 address, in brackets or without, and DATA_DIR any path', () => {
  expect(read({ HOST: '[::1]' }).HOST).toBe('::1');
  expect(read({ HOST: '::1' }).HOST).toBe('::1');
  expect(read({ HOST: '' }).HOST).toBe('127.0.0.1');
  expect(read({ DATA_DIR: '/srv/Ablage für Postern' }).dataDir).toBe('/srv/Ablage für Postern');
});
