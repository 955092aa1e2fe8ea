import { changeName } from '@/lib/accounts/change-name';
import { changePassword } from '@/lib/accounts/change-password';
import { confirmPassword } from '@/lib/accounts/confirm-password';
import { invite } from '@/lib/accounts/invite';
import { revokeInvitation } from '@/lib/accounts/revoke-invitation';
import { setMemberRole } from '@/lib/accounts/set-member-role';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import { hashPassword } from '@/lib/accounts/user/password';
import { actAs } from '@/lib/auth/act-as';
import { createSession } from '@/lib/auth/session/create-session';
import { createBot } from '@/lib/bots/create-bot';
import { deleteBot } from '@/lib/bots/delete-bot';
import { rollBackBot } from '@/lib/bots/roll-back-bot';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { subscribeBot } from '@/lib/bots/subscribe-bot';
import { unsubscribeBot } from '@/lib/bots/unsubscribe-bot';
import { updateBot } from '@/lib/bots/update-bot';
import { addMember } from '@/lib/channels/add-member';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { joinChannel } from '@/lib/channels/join-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { removeMember } from '@/lib/channels/remove-member';
import { updateChannel } from '@/lib/channels/update-channel';
import { db } from '@/lib/db/prisma';
import { createExtension } from '@/lib/extensions/create-extension';
import { deleteExtension } from '@/lib/extensions/delete-extension';
import { installExtension } from '@/lib/extensions/install-extension';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { regenerateAppKey } from '@/lib/extensions/regenerate-app-key';
import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { uninstallExtension } from '@/lib/extensions/uninstall-extension';
import { updateExtension } from '@/lib/extensions/update-extension';
import { setSignature } from '@/lib/intake/set-signature';
import { takeBackVote, vote } from '@/lib/polls/vote';
import { issueResetLink } from '@/lib/reset-links/issue-reset-link';
import { passkeyEnrolmentOptions } from '@/lib/second-factors/enrol-passkey';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { offerTotp } from '@/lib/second-factors/offer-totp';
import { removePasskey } from '@/lib/second-factors/remove-method';
import { renamePasskey } from '@/lib/second-factors/rename-passkey';
import { completeStepUp } from '@/lib/step-up/complete-step-up';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { renameToken } from '@/lib/webhook-tokens/rename-token';
import { revealToken } from '@/lib/webhook-tokens/reveal-token';
import { setTokenStatus } from '@/lib/webhook-tokens/set-token-status';
import { createUser } from '@/prisma/factories/create-user';
import { post } from '@/test/support/feed';
import { aPasskeyOf } from '@/test/support/people/account';

const CODE = 'function handler() {}';
const PASSWORD = 'the old password';
const passwordHash = await hashPassword(PASSWORD);
const bot = (name: string) => ({ name, description: '', imageUrl: null, access: 'ORGANIZATION' as const });
const channel = (name: string) => ({ name, description: '', access: 'ORGANIZATION' as const });

/** Somebody with one of everything, and things of somebody else to join. */
export async function aWorld() {
  const user = await createUser({ role: 'ADMINISTRATOR' });
  await db().user.update({ where: { id: user.id }, data: { passwordHash }, select: { id: true } });
  const other = await createUser({ role: 'ADMINISTRATOR', emailProven: true });
  const stranger = await createUser();
  const { row } = await generateToken(user, { name: 'Before' });
  const own = {
    token: row.id,
    bot: (await createBot(user, bot('Own bot'))).uniqueName,
    channel: await createChannel(user, channel('Own channel')),
    extension: BigInt((await createExtension(user, { name: 'Own', description: '' })).number),
    passkey: await aPasskeyOf(user.id),
    invitation: '',
  };
  await addMember(user, own.channel.uniqueName, other.id);
  await invite(user, { role: 'MEMBER' });
  const made = await db().invitation.findFirstOrThrow({
    where: { invitedById: user.id },
    select: { id: true },
  });
  own.invitation = made.id;
  const theirs = {
    bot: (await createBot(other, bot('Their bot'))).uniqueName,
    channel: (await createChannel(other, channel('Their channel'))).uniqueName,
    extension: BigInt((await createExtension(other, { name: 'Theirs', description: '' })).number),
  };
  await publishExtension(other, theirs.extension, { note: '' });
  const poll = await post(own.channel.feedId, user, {
    content: JSON.stringify({
      text: 'Lunch?',
      card: { title: 'Lunch', theme: 'poll', options: [{ text: 'Soup' }, { text: 'Salad' }] },
    }),
  });
  return { user, other, stranger, own, theirs, poll };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

/** Every verb that writes for a person. */
export const DEEDS: Record<string, (world: World) => Promise<unknown>> = {
  'change-password': ({ user }) => changePassword(user, 'a quite new password'),
  'confirm-password': ({ user }) => confirmPassword(user, PASSWORD, { sourceAddress: '', userAgent: '' }),
  'change-name': ({ user }) => changeName(user, 'Somebody Else'),
  'set-member-role': ({ user, other }) => setMemberRole(user, other.id, 'MEMBER'),
  'issue-reset-link': ({ user, other }) =>
    issueResetLink(user, other.id, { password: true, secondFactors: false, webhookTokens: 'keep' }),
  'generate-token': ({ user }) => generateToken(user, { name: 'After' }),
  'rename-token': ({ user, own }) => renameToken(user, own.token, 'After'),
  'set-token-status': ({ user, own }) => setTokenStatus(user, own.token, false),
  'delete-token': ({ user, own }) => deleteToken(user, own.token),
  'reveal-token': ({ user, own }) => revealToken(user, own.token),
  'create-bot': ({ user }) => createBot(user, bot('After')),
  'update-bot': ({ user, own }) => updateBot(user, own.bot, bot('After')),
  'save-bot-handler': ({ user, own }) => saveBotHandler(user, own.bot, CODE),
  'roll-back-bot': ({ user, own }) => rollBackBot(user, own.bot, { version: 1 }),
  'delete-bot': ({ user, own }) => deleteBot(user, own.bot),
  'subscribe-bot': ({ user, theirs }) => subscribeBot(user, theirs.bot),
  'unsubscribe-bot': ({ user, own }) => unsubscribeBot(user, own.bot),
  'create-channel': ({ user }) => createChannel(user, channel('After')),
  'update-channel': ({ user, own }) => updateChannel(user, own.channel.uniqueName, channel('After')),
  'archive-channel': ({ user, own }) => archiveChannel(user, own.channel.uniqueName, true),
  'delete-channel': ({ user, own }) => deleteChannel(user, own.channel.uniqueName, 'Own channel'),
  'join-channel': ({ user, theirs }) => joinChannel(user, theirs.channel),
  'leave-channel': ({ user, own }) => leaveChannel(user, own.channel.uniqueName),
  'add-member': ({ user, stranger, own }) => addMember(user, own.channel.uniqueName, stranger.id),
  'remove-member': ({ user, other, own }) => removeMember(user, own.channel.uniqueName, other.id),
  'set-signature': ({ user, own }) =>
    setSignature(user, own.channel.feedId, {
      scheme: 'github',
      mode: 'WARN',
      custom: null,
      keep: [],
      add: ['secret'],
    }),
  'create-extension': ({ user }) => createExtension(user, { name: 'After', description: '' }),
  'update-extension': ({ user, own }) =>
    updateExtension(user, own.extension, { name: 'After', description: '' }),
  'save-sandbox-code': ({ user, own }) => saveSandboxCode(user, own.extension, CODE),
  'publish-extension': ({ user, own }) => publishExtension(user, own.extension, { note: '' }),
  'regenerate-app-key': ({ user, own }) => regenerateAppKey(user, own.extension, 'sandbox'),
  'reveal-app-key': ({ user, own }) => revealAppKey(user, own.extension, 'sandbox'),
  'delete-extension': ({ user, own }) => deleteExtension(user, own.extension),
  'install-extension': ({ user, theirs }) => installExtension(user, theirs.extension),
  'uninstall-extension': ({ user, own }) => uninstallExtension(user, own.extension),
  invite: ({ user }) => invite(user, { role: 'ADMINISTRATOR' }),
  'revoke-invitation': ({ user, own }) => revokeInvitation(user, own.invitation),
  'set-member-status': ({ user, other }) => setMemberStatus(user, other.id, false),
  'enrol-passkey': ({ user }) => passkeyEnrolmentOptions(user),
  'offer-totp': ({ user }) => offerTotp(user),
  'make-recovery-codes': ({ user }) => makeRecoveryCodes(user),
  'rename-passkey': ({ user, own }) => renamePasskey(user, own.passkey, 'After'),
  'remove-method': ({ user, own }) => removePasskey(user, own.passkey, true),
  'complete-step-up': ({ user }) => actAs(user, (tx) => completeStepUp(tx, user, 'passkey'), { alone: true }),
  'save-understanding': ({ user, own }) =>
    saveUnderstanding(user, own.channel.feedId, { ...AUTOMATIC, as: 'grafana' }),
  vote: ({ user, own, poll }) => vote(user, own.channel.feedId, poll, 1),
  'take-back-vote': ({ user, own, poll }) => takeBackVote(user, own.channel.feedId, poll),
  'create-session': ({ user }) => createSession(user.id, { sourceAddress: '', userAgent: '' }),
};
