import { Lock } from 'lucide-react';
import { memo } from 'react';
import { MessageBody } from '@/components/messages/message-body';
import { MessagePlaceProvider } from '@/components/messages/message-place';
import { SenderPicture } from '@/components/messages/sender-picture';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import { clockTime, exactTime } from '@/components/ui/time';
import type { FeedMessage } from '@/lib/feeds/dto';
import { messagePictureSrc } from '@/lib/pictures/picture-src-policy';
import { MessageQuote } from './message-quote';
import { sentBy } from './sent-by';
import { ThreadLink } from './thread-link';

type MessageRowProps = {
  feedId: number;
  message: FeedMessage;
  first: boolean;
  timeZone: string | null;
  /** The reader's vote in this message's poll is stored. */
  onVoted: (seq: number, own: number | null) => void;
};

/** One message; the first of a group shows who sent it, through what and when, the others the time on hover. */
export const MessageRow = memo(function MessageRow({
  feedId,
  message,
  first,
  timeZone,
  onVoted,
}: MessageRowProps) {
  const { seq, votes } = message;
  return (
    <article
      aria-label={`${sentBy(message.sender)}${message.via ? ` via ${message.via}` : ''}`}
      className={cn(
        'group/message grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 px-4 sm:px-6',
        'hover:bg-surface-sunken',
        isPlain(message) ? 'py-0.5' : 'py-2',
        first && 'mt-2.5',
      )}
    >
      {first ? (
        <div className="pt-1">
          <SenderPicture
            of={message.sender.pictureOf}
            name={message.sender.name}
            imageUrl={message.sender.imageUrl && messagePictureSrc({ feedId, seq }, message.sender.imageUrl)}
          />
        </div>
      ) : (
        <HoverTime at={message.sentAt} timeZone={timeZone} />
      )}
      <div className="min-w-0">
        {first && <Head message={message} />}
        {message.quote && <MessageQuote quote={message.quote} />}
        <MessagePlaceProvider value={{ feedId, seq, votes, onVoted }}>
          <MessageBody
            content={message.content}
            mentions={message.mentions}
            privateMentions={message.privateMentions}
          />
        </MessagePlaceProvider>
        {message.thread && <ThreadLink thread={message.thread} />}
      </div>
    </article>
  );
});

/** Lines of text stand close together; what has a frame or buttons of its own needs air. */
function isPlain({ content }: FeedMessage): boolean {
  const { card, slides, files, buttons, accent } = content;
  return !card && !accent && [slides, files, buttons].every((parts) => parts.length === 0);
}

function Head({ message }: { message: FeedMessage }) {
  const { sender, via, sentAt, personal } = message;
  return (
    <div
      className={cn('flex min-w-0 flex-wrap items-baseline gap-x-2', isPlain(message) ? 'mb-0.5' : 'mb-1.5')}
    >
      <span dir="auto" className="wrap-anywhere min-w-0 font-semibold">
        {sender.name}
      </span>
      {sender.kind === 'bot' && <Badge className="self-center">Bot</Badge>}
      {sender.kind === 'extension' && <Badge className="self-center">Extension</Badge>}
      {sender.ownerName !== null && (
        <span className="wrap-anywhere min-w-0 text-text-muted text-xs">
          sent by <bdi>{sender.ownerName}</bdi>
        </span>
      )}
      {via && (
        <span className="min-w-0 truncate text-text-muted text-xs">
          via <bdi>{via}</bdi>
        </span>
      )}
      <RelativeTime at={sentAt} className="whitespace-nowrap text-text-muted text-xs" />
      {personal && (
        <span className="inline-flex items-center gap-1 text-text-muted text-xs">
          <Lock aria-hidden className="size-3" />
          Only you see this
        </span>
      )}
    </div>
  );
}

function HoverTime({ at, timeZone }: { at: string; timeZone: string | null }) {
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={timeZone ? exactTime(date) : undefined}
      className="text-right text-[10px] text-text-muted tabular-nums leading-5 opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100"
    >
      {timeZone && clockTime(date, timeZone)}
    </time>
  );
}
