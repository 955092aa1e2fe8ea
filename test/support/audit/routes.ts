import type { AuditAction } from '@/lib/audit/record-event';

/** An act of acts.ts, or the file of a test that makes it, and the rows that it leaves. */
type Leaves = Readonly<Record<string, readonly AuditAction[]>>;

/** The routes of the application that change something, with what they leave in the audit trail. */
export const RECORDED: Readonly<Record<string, Leaves>> = {
  'PUT /api/account/name': { 'change-name': ['account.change_name'] },
  'PUT /api/account/password': { 'change-password': ['account.change_password'] },
  'POST /api/auth/[...nextauth]': {
    'link-identity': ['account.link_identity'],
    'link-after-signing-in': ['account.link_identity'],
    'join-by-identity': ['invitation.accept'],
  },
  'POST /api/bots': { 'create-bot': ['bot.create'] },
  'PUT /api/bots/[uniqueName]': { 'update-bot': ['bot.change'] },
  'DELETE /api/bots/[uniqueName]': { 'delete-bot': ['bot.delete'] },
  'PUT /api/bots/[uniqueName]/handler': { 'save-bot-handler': ['bot.save_handler'] },
  'PUT /api/bots/[uniqueName]/version': { 'roll-back-bot': ['bot.roll_back'] },
  'PUT /api/bots/[uniqueName]/subscription': { 'subscribe-bot': ['bot.subscribe'] },
  'DELETE /api/bots/[uniqueName]/subscription': { 'unsubscribe-bot': ['bot.unsubscribe'] },
  'POST /api/channels': { 'create-channel': ['channel.create'] },
  'PUT /api/channels/[uniqueName]': { 'update-channel': ['channel.change'] },
  'DELETE /api/channels/[uniqueName]': { 'delete-channel': ['channel.delete'] },
  'PUT /api/channels/[uniqueName]/archive': { 'archive-channel': ['channel.archive'] },
  'PUT /api/channels/[uniqueName]/membership': { 'join-channel': ['channel.join'] },
  'DELETE /api/channels/[uniqueName]/membership': { 'leave-channel': ['channel.leave'] },
  'POST /api/channels/[uniqueName]/members': { 'add-member': ['channel.add_member'] },
  'DELETE /api/channels/[uniqueName]/members/[userId]': { 'remove-member': ['channel.remove_member'] },
  'POST /api/extensions': { 'create-extension': ['extension.create'] },
  'PUT /api/extensions/[number]': { 'update-extension': ['extension.change'] },
  'DELETE /api/extensions/[number]': { 'delete-extension': ['extension.delete'] },
  'PUT /api/extensions/[number]/code': { 'save-sandbox-code': ['extension.save_code'] },
  'POST /api/extensions/[number]/versions': { 'publish-extension': ['extension.publish'] },
  'PUT /api/extensions/[number]/published-version': { 'roll-back-extension': ['extension.roll_back'] },
  'PUT /api/extensions/[number]/installation': { 'install-extension': ['extension.install'] },
  'DELETE /api/extensions/[number]/installation': { 'uninstall-extension': ['extension.uninstall'] },
  'POST /api/extensions/[number]/app-keys/[environment]': {
    'regenerate-app-key': ['extension.regenerate_key'],
  },
  'POST /api/extensions/[number]/app-keys/[environment]/reveal': {
    'reveal-app-key': ['extension.reveal_key'],
  },
  'PUT /api/feeds/[feedId]/signature': { 'set-signature': ['intake.set_signature'] },
  'PUT /api/feeds/[feedId]/understanding': { 'save-understanding': ['intake.set_understanding'] },
  'POST /api/invitations': { invite: ['invitation.make'] },
  'DELETE /api/invitations/[invitationId]': { 'revoke-invitation': ['invitation.revoke'] },
  'POST /api/invitations/accept': { 'accept-invitation': ['invitation.accept'] },
  'PUT /api/members/[userId]/role': { 'set-member-role': ['member.change_role'] },
  'PUT /api/members/[userId]/status': { 'set-member-status': ['member.deactivate'] },
  'POST /api/members/[userId]/reset-link': { 'issue-reset-link': ['member.issue_reset_link'] },
  'POST /api/passkeys': { 'finish-enrolment': ['second_factor.add_passkey'] },
  'PUT /api/passkeys/[passkeyId]': { 'rename-passkey': ['second_factor.rename_passkey'] },
  'DELETE /api/passkeys/[passkeyId]': { 'remove-method': ['second_factor.remove_passkey'] },
  'POST /api/recovery-codes': { 'make-recovery-codes': ['second_factor.make_recovery_codes'] },
  'PUT /api/totp': { 'confirm-totp': ['second_factor.add_authenticator_app'] },
  'DELETE /api/totp': { 'remove-totp': ['second_factor.remove_authenticator_app'] },
  'POST /api/reset-links': { 'app/api/reset-links/reset-links.test.ts': ['account.ask_for_link'] },
  'POST /api/reset-links/use': {
    'use-reset-link': ['account.reset_password', 'second_factor.reset', 'webhook_token.disable'],
  },
  'DELETE /api/sessions': { 'revoke-other-sessions': ['session.revoke_others'] },
  'DELETE /api/sessions/[sessionId]': { 'revoke-session': ['session.revoke'] },
  'POST /api/setup': { 'app/api/setup/setup.test.ts': ['account.create_first'] },
  'POST /api/webhook-tokens': { 'generate-token': ['webhook_token.generate'] },
  'DELETE /api/webhook-tokens/[tokenId]': { 'delete-token': ['webhook_token.delete'] },
  'PUT /api/webhook-tokens/[tokenId]/name': { 'rename-token': ['webhook_token.rename'] },
  'PUT /api/webhook-tokens/[tokenId]/status': { 'set-token-status': ['webhook_token.disable'] },
  'POST /api/webhook-tokens/[tokenId]/reveal': { 'reveal-token': ['webhook_token.reveal'] },
  'POST /api/webhook-tokens/[tokenId]/endpoints': { 'reveal-endpoints': ['webhook_token.reveal'] },
  'POST /api/webhook-tokens/[tokenId]/test-call': { 'open-for-test': ['webhook_token.test'] },
};

type Silent = { why: string; acts?: readonly string[] };
const CALL = { why: 'The usage history has the calls of services.' };
const DRY = { why: 'Stores nothing.' };
const SESSION = 'The row of the session tells when its person signed in, verified and left.';

/** The other routes that take a change, with why they leave no row. */
export const SILENT: Readonly<Record<string, Silent>> = {
  'POST /api/bots/[uniqueName]/test-run': DRY,
  'POST /api/extensions/[number]/test-run': DRY,
  'POST /api/feeds/[feedId]/signature/preview': DRY,
  'POST /api/feeds/[feedId]/messages/[seq]/call/preview': DRY,
  'POST /api/feeds/[feedId]/messages/[seq]/actions': {
    why: 'The feed has the answer to a press; a button that joins a channel is join-channel.',
  },
  'PUT /api/feeds/[feedId]/messages/[seq]/vote': { why: 'The poll has the votes.', acts: ['vote'] },
  'DELETE /api/feeds/[feedId]/messages/[seq]/vote': {
    why: 'The poll has the votes.',
    acts: ['take-back-vote'],
  },
  'PUT /api/feeds/[feedId]/notify': { why: 'Concerns what one hears oneself.', acts: ['set-notify'] },
  'PUT /api/feeds/[feedId]/read': { why: 'Concerns what one has read oneself.', acts: ['mark-read'] },
  'POST /api/passkeys/options': { why: 'Only a finished enrolment has an effect.', acts: ['enrol-passkey'] },
  'POST /api/totp': { why: 'Only a confirmed app has an effect.', acts: ['offer-totp'] },
  'POST /api/passkeys/sign-in-options': { why: SESSION },
  'POST /api/sessions/current/password': { why: SESSION, acts: ['confirm-password', 'create-session'] },
  'DELETE /api/sessions/current': { why: SESSION, acts: ['sign-out'] },
  'POST /api/step-up/authenticator-app': { why: SESSION },
  'POST /api/step-up/passkey': { why: SESSION, acts: ['complete-step-up'] },
  'POST /api/step-up/passkey/options': { why: SESSION },
  'POST /api/step-up/recovery-code': { why: SESSION },
  'DELETE /api/step-up': { why: SESSION, acts: ['lock-now'] },
  'ANY /api/[[...path]]': { why: 'Answers that there is nothing.' },
  'ANY /api/v2/[...path]': CALL,
  'ANY /api/v3/[...path]': CALL,
  'ANY /company/[orgId]/api/[version]/[...path]': CALL,
  'ANY /network/[name]/api/[version]/[...path]': CALL,
};
