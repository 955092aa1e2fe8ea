import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { acceptInvitation } from '@/lib/accounts/accept-invitation';
import { invite } from '@/lib/accounts/invite';
import { signInWithOidc } from '@/lib/accounts/sign-in-with-oidc';
import { linkWithOidc } from '@/lib/accounts/user/link-with-oidc';
import { revokeOtherSessions, revokeSession } from '@/lib/auth/revoke-session';
import { signOut } from '@/lib/auth/sign-out';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { db } from '@/lib/db/prisma';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { rollBackExtension } from '@/lib/extensions/roll-back-extension';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { markRead } from '@/lib/feeds/mark-read';
import { setNotify } from '@/lib/feeds/set-notify';
import { issueResetLink } from '@/lib/reset-links/issue-reset-link';
import { useResetLink } from '@/lib/reset-links/use-reset-link';
import { confirmTotp } from '@/lib/second-factors/confirm-totp';
import { enrolPasskey, passkeyEnrolmentOptions } from '@/lib/second-factors/enrol-passkey';
import { offerTotp } from '@/lib/second-factors/offer-totp';
import { removeTotp } from '@/lib/second-factors/remove-method';
import { lockNow } from '@/lib/step-up/lock-now';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { openForTest, revealEndpoints } from '@/lib/webhook-tokens/reveal-endpoints';
import { signedIn } from '@/prisma/factories/create-user';
import { testAuthenticator } from '@/test/support/people/authenticator';
import { DEEDS, type World } from '@/test/support/people/deeds';

/** Prepares an act, and returns it; only what the act itself records counts. */
type Act = (world: World) => Promise<() => Promise<unknown>>;

export const CLIENT = { sourceAddress: '192.0.2.7', userAgent: 'Mozilla/5.0' };
const ISSUER = 'https://login.example.com';
const PASSWORD = 'a quite new password';
const CODE = 'function handler() { return { text: "other" }; }';

const endOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? '';
const anAddress = () => `${randomBytes(8).toString('hex')}@example.com`;
const identity = (email: string) => ({ sub: randomBytes(8).toString('hex'), email, email_verified: true });

async function offered({ user }: World) {
  const { secret } = await offerTotp(user);
  return () => confirmTotp(user, new TOTP({ secret: Secret.fromBase32(secret) }).generate());
}

const MORE: Record<string, Act> = {
  'roll-back-bot': async (world) => {
    for (const code of [CODE, null]) await saveBotHandler(world.user, world.own.bot, code);
    return () => DEEDS['roll-back-bot']!(world);
  },
  'roll-back-extension': async ({ user, own }) => {
    for (const code of [null, CODE]) {
      await saveSandboxCode(user, own.extension, code);
      await publishExtension(user, own.extension, { note: '' });
    }
    return () => rollBackExtension(user, own.extension, { version: 1 });
  },
  'accept-invitation': async ({ user }) => {
    const code = endOf(await invite(user, { role: 'ADMINISTRATOR' }));
    const account = { name: 'Grace Hopper', email: anAddress(), password: PASSWORD };
    return () => acceptInvitation({ code, ...account }, CLIENT);
  },
  'join-by-identity': async ({ user }) => {
    const email = anAddress();
    await invite(user, { email, role: 'MEMBER' });
    return () => signInWithOidc(ISSUER, identity(email), CLIENT);
  },
  'link-identity':
    async ({ other }) =>
    () =>
      signInWithOidc(ISSUER, identity(other.email), CLIENT),
  'link-after-signing-in':
    async ({ stranger }) =>
    () =>
      linkWithOidc({ userId: stranger.id, oidcIssuer: ISSUER, oidcSubject: stranger.id }, CLIENT),
  'use-reset-link': async ({ user, other }) => {
    await generateToken(other, { name: 'Theirs' });
    const wanted = { password: true, secondFactors: true, webhookTokens: 'disable' } as const;
    const code = endOf(await issueResetLink(user, other.id, wanted));
    return () => useResetLink({ code, password: PASSWORD }, CLIENT);
  },
  'finish-enrolment': async ({ user }) => {
    const { challenge } = await passkeyEnrolmentOptions(user);
    return () => enrolPasskey(user, testAuthenticator().create(challenge), CLIENT);
  },
  'confirm-totp': offered,
  'remove-totp': async (world) => {
    await (await offered(world))();
    return () => removeTotp(world.user, true);
  },
  'revoke-session': async ({ user }) => {
    const { session } = await signedIn(user);
    return () => revokeSession(user, session.id);
  },
  'revoke-other-sessions': async ({ user }) => {
    await signedIn(user);
    return () => revokeOtherSessions(user);
  },
  'reveal-endpoints':
    async ({ user, own }) =>
    () =>
      revealEndpoints(user, own.token, { module: 'channels', option: own.channel.uniqueName }),
  'open-for-test': async ({ user, own }) => {
    const choice = { module: 'channels', option: own.channel.uniqueName } as const;
    const [first] = await revealEndpoints(user, own.token, choice);
    return () => openForTest(user, own.token, { ...choice, endpoint: first?.id ?? '' });
  },
  'sign-out':
    async ({ user }) =>
    () =>
      signOut(user),
  'lock-now':
    async ({ user }) =>
    () =>
      lockNow(user),
  'set-notify':
    async ({ user, own }) =>
    () =>
      setNotify(user, own.channel.feedId, { muted: true }),
  'mark-read':
    async ({ user, own, poll }) =>
    () =>
      markRead(user, own.channel.feedId, poll),
};

/** Acts of people that end in a verb of a route. */
export const ACTS: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(
    Object.entries(DEEDS).map(([name, deed]): [string, Act] => [name, async (world) => () => deed(world)]),
  ),
  ...MORE,
};

/** The rows by or about the people of a world, and by `more`, in order. */
async function trailOf({ user, other, stranger }: World, more: readonly string[] = []) {
  const people = [user.id, other.id, stranger.id, ...more];
  return db().auditEvent.findMany({
    where: { OR: [{ actorId: { in: people } }, { subjectId: { in: people } }] },
    orderBy: { id: 'asc' },
    select: { id: true, actorId: true, action: true, subjectId: true, detail: true, sourceAddress: true },
  });
}

/** Does something, and returns the rows that it leaves. */
export async function rowsLeftBy(world: World, act: () => Promise<unknown>) {
  const before = new Set((await trailOf(world)).map(({ id }) => id));
  const result = await act();
  const made = (result as { userId?: string } | null | undefined)?.userId;
  const after = await trailOf(world, made === undefined ? [] : [made]);
  return after.filter(({ id }) => !before.has(id));
}
