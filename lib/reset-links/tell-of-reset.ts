import 'server-only';
import { HERALD_BOT } from '@/lib/accounts/insert-user';
import { db } from '@/lib/db/prisma';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import { log } from '@/lib/log';

type Reset = { resetsPassword: boolean; resetsSecondFactors: boolean; disablesTokens: boolean };

/**
 * Says it to the person, as a message of Herald that only they see: whoever did not do it themselves must learn of it. The deed
 * is done and on record by then, so a failure is logged and not thrown.
 */
export async function tellOfReset(userId: string, reset: Reset): Promise<void> {
  try {
    const herald = await db().bot.findFirst({
      where: { uniqueName: HERALD_BOT },
      select: { id: true, feedId: true },
    });
    if (!herald) return;
    await postAsBot({
      feedId: herald.feedId,
      senderId: userId,
      botId: herald.id,
      recipients: [userId],
      joins: true,
      content: JSON.stringify({ text: inWords(reset), styles: { background: 'red', markdown: false } }),
    });
  } catch (error) {
    log().error({ err: error }, 'a person was not told of a reset of their account');
  }
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
