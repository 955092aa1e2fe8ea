import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { seal } from '@/lib/crypto/secret-box';
import { db } from '@/lib/db/prisma';
import { env, provide } from '@/lib/env';
import { sealIntakeSecret } from '@/lib/intake/intake-secret';
import { totpContext } from '@/lib/second-factors/codes/totp';
import { secrets } from '@/lib/secrets';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { checkSecrets } from './check-secrets';
import { confirmSecrets } from './confirm-secrets';

const folder = temporaryFolder('secrets');
const file = path.join(folder, 'secrets.json');
const hex = (digit: string) => digit.repeat(64);
const right = { authSecret: 'a'.repeat(40), tokenPepper: hex('b'), tokenKeys: `1:${hex('c')}` };

/** Runs the check of a start with these stored secrets and settings. */
async function start(
  stored: Partial<typeof right> | null,
  settings: Record<string, string> = {},
  check = checkSecrets,
) {
  rmSync(file, { force: true });
  if (stored) writeFileSync(file, JSON.stringify({ ...right, ...stored }));
  const names = ['AUTH_SECRET', 'TOKEN_PEPPER', 'TOKEN_KEYS', 'ACCEPT_NEW_SECRETS'];
  for (const name of names) vi.stubEnv(name, settings[name]);
  forgetSecrets();
  await check(env().DATABASE_URL ?? '');
}

/** The check of a worker or thread that begins meanwhile. */
const replace = (stored: Partial<typeof right> | null, settings: Record<string, string> = {}) =>
  start(stored, settings, confirmSecrets);

/** Secrets are read once per process (lib/singleton.ts); each simulated start has to read them anew. */
function forgetSecrets() {
  provide('DATABASE_URL', env().DATABASE_URL ?? '');
  const holder = globalThis as unknown as Record<symbol, Record<string, unknown>>;
  delete holder[Symbol.for('postern.singletons')]?.secrets;
}

const forgetFingerprints = () => db().secretFingerprint.deleteMany({});
const inEnvironment = (more: Record<string, string> = {}) => ({
  AUTH_SECRET: right.authSecret,
  TOKEN_PEPPER: right.tokenPepper,
  TOKEN_KEYS: right.tokenKeys,
  ...more,
});

let user: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  vi.stubEnv('DATA_DIR', folder);
  await anEmptyInstallation();
});
beforeEach(async () => {
  await db().user.deleteMany({});
  await db().intake.deleteMany({});
  await forgetFingerprints();
  await start({});
  user = await createUser();
  await createToken(user);
});

it('the same secrets start again, from the file and from the environment', async () => {
  await start({});
  await start(null, inEnvironment());
});

it('a lost secrets.json beside a filled database is refused, and none is made in its place', async () => {
  await expect(start(null)).rejects.toThrow(
    /^.*secrets\.json is missing, but the database was filled with the secrets in it: restore that file/,
  );
  expect(() => readFileSync(file)).toThrow('ENOENT');
  await start({});
});

it.each([
  ['authSecret', { authSecret: 'x'.repeat(40) }, { AUTH_SECRET: 'x'.repeat(40) }, 'AUTH_SECRET'],
  ['tokenPepper', { tokenPepper: hex('d') }, { TOKEN_PEPPER: hex('d') }, 'TOKEN_PEPPER'],
  [
    'key 1 of tokenKeys',
    { tokenKeys: `1:${hex('d')}` },
    { TOKEN_KEYS: `1:${hex('d')}` },
    'Key 1 of TOKEN_KEYS',
  ],
])('another %s alone is refused by its name', async (name, stored, settings, variable) => {
  const different = 'is not the one that this database was filled with';
  await expect(start(stored)).rejects.toThrow(`${name} ${different}`);
  await expect(start(null, inEnvironment(settings))).rejects.toThrow(`${variable} ${different}`);
  await start({});
});

it('a key that is still used may not be left out; a newer one may be added, and one that guards nothing left out', async () => {
  await expect(start({ tokenKeys: `2:${hex('e')}` })).rejects.toThrow('key 1 of tokenKeys is missing');
  await start({ tokenKeys: `1:${hex('c')},2:${hex('e')}` });
  await start({ tokenKeys: `1:${hex('c')}` });
});

it('a key that only signing secrets use may not be left out either', async () => {
  await start({ tokenKeys: `1:${hex('c')},2:${hex('e')}` });
  const { id: feedId } = await db().feed.create({ data: { kind: 'CHANNEL' }, select: { id: true } });
  await db().intake.create({ data: { feedId }, select: { feedId: true } });
  const row = { id: randomUUID(), feedId };
  await db().intakeSecret.create({ data: { ...row, slot: 1, ...sealIntakeSecret('whsec_x', row) } });
  await expect(start({})).rejects.toThrow('key 2 of tokenKeys is missing');
});

it('while Postern runs, secrets are neither made nor replaced, and a key may be added', async () => {
  const anyway = { ACCEPT_NEW_SECRETS: 'yes' };
  await expect(replace(null, anyway)).rejects.toThrow('is missing, but the database was filled');
  await expect(replace({ tokenPepper: hex('d') }, anyway)).rejects.toThrow('tokenPepper is not the one');
  await db().user.deleteMany({});
  await expect(replace(null)).rejects.toThrow('is missing');
  expect(() => secrets()).toThrow(/secrets\.json must hold all three secrets/);
  expect(() => readFileSync(file)).toThrow('ENOENT');
  await replace({ tokenKeys: `1:${hex('c')},2:${hex('e')}` });
});

it.each([
  ['a token', { tokenKeys: `1:${hex('d')}` }, 'key 1 of tokenKeys'],
  ['a token', { tokenPepper: hex('d') }, 'tokenPepper'],
  ['an authenticator app', { tokenKeys: `1:${hex('d')}` }, 'key 1 of tokenKeys'],
])('before there are fingerprints, what %s was stored with proves its secrets', async (what, wrong, name) => {
  if (what !== 'a token') {
    const sealed = seal('JBSWY3DPEHPK3PXP', totpContext(user.id));
    await db().webhookToken.deleteMany({ where: { userId: user.id } });
    await db().totpSecret.create({ data: { userId: user.id, ...sealed } });
  }
  await forgetFingerprints();
  await expect(start(wrong)).rejects.toThrow(`${name} is not the one`);
  await forgetFingerprints();
  await expect(start(null)).rejects.toThrow('is missing, but the database was filled');
  await start({});
});

it('lost secrets can be given up on purpose, once', async () => {
  const others = { authSecret: 'y'.repeat(40), tokenPepper: hex('1'), tokenKeys: `2:${hex('2')}` };
  await start(others, { ACCEPT_NEW_SECRETS: 'yes' });
  await start(others);
  await expect(start({})).rejects.toThrow('is not the one that this database was filled with');
});

it('a database in which nobody has an account takes any secrets', async () => {
  await db().user.deleteMany({});
  await start(null);
  await start({ tokenPepper: hex('9') });
});
