import { botSettingsHref } from '@/components/bots/bot-hrefs';
import { extensionHref } from '@/components/extensions/extension-hrefs';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/text/link';
import { HANDLER_GUIDE_PATH } from '@/lib/guide-paths';
import type { ManagedTarget, MessageCall } from '@/lib/understanding/dto';

type HandlerWayProps = { target: ManagedTarget; recorded: MessageCall['recorded'] };

/** The way to a handler: the editor with this call, or for a channel how to get one. */
export function HandlerWay({ target, recorded }: HandlerWayProps) {
  const { kind, key, name } = target;
  if (kind === 'channel') {
    return (
      <div className="flex flex-col items-start gap-3">
        <p>
          Channels have no handlers, bots have: JavaScript that gets the whole call and returns the message.
          With <code>channel: '{key}'</code> a bot’s handler posts into this channel, where the bot’s creator
          is a member. Point the service at the bot’s incoming endpoint then.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/bots-and-tools/bots">Create a bot</ButtonLink>
          <Link href={HANDLER_GUIDE_PATH}>What handlers can do</Link>
        </div>
      </div>
    );
  }
  const page = kind === 'bot' ? botSettingsHref(key) : extensionHref(key);
  const href = recorded ? `${page}?token=${recorded.tokenId}&call=${recorded.id}` : page;
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        A handler of <bdi>{name}</bdi> is JavaScript that gets the whole call and returns the message.{' '}
        {recorded
          ? 'The editor opens with this call as its sample.'
          : 'This call came with somebody else’s token: the whole of it is in their usage history only, so the editor opens with the usual sample.'}
      </p>
      <ButtonLink href={href}>Open the handler editor</ButtonLink>
    </div>
  );
}
