import 'server-only';
import { HERALD_BOT } from '@/lib/accounts/user/insert-user';
import type { Transaction } from '@/lib/db/prisma';
import type { Post } from '@/lib/feeds/post-as-bot';

type Reset = { resetsPassword: boolean; resetsSecondFactors: boolean; disablesTokens: boolean };

/**
 * The message of Herald that tells the person alone of the reset, to be posted in the same transaction: somebody who did not do it
 * themselves must learn of it. Null where the organisation has no Herald any more.
 */
export async function newsOfReset(tx: Transaction, userId: string, reset: Reset): Promise<Post | null> {
  const herald = await tx.bot.findFirst({
    where: { uniqueName: HERALD_BOT, access: 'ORGANIZATION' },
    select: { id: true, feedId: true },
  });
  if (!herald) return null;
  const content = { text: inWords(reset), styles: { background: 'red', markdown: false } };
  return {
    feedId: herald.feedId,
    senderId: userId,
    botId: herald.id,
    recipients: [userId],
    joins: true,
    content: JSON.stringify(content),
  };
}

function inWords({ resetsPassword, resetsSecondFactors, disablesTokens }: Reset): string {
  const what = [
    resetsPassword && 'Your password was set anew with a reset link.',
    resetsSecondFactors &&
      'Your passkeys, authenticator app and recovery codes were removed with a reset link: add new ones under Settings, Security.',
    'All sessions were ended.',
    disablesTokens && 'Your webhook tokens were switched off.',
    'If this was not you, tell an administrator at once.',
  ];
  return what.filter(Boolean).join(' ');
}
