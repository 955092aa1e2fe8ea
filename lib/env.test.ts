import { afterEach, expect, it, vi } from 'vitest';
import { EnvError, env, provide } from './env';

afterEach(() => {
  vi.unstubAllEnvs();
  provide('NODE_ENV', 'test');
});

function read(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Makes the settings be read anew.
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
    new EnvError(`${sentence} Correct it in the environment and start again.`),
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
