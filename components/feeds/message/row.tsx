import { Lock } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { MessageBody } from '@/components/messages/message-body';
import { MessagePlaceProvider } from '@/components/messages/message-place';
import { SenderPicture } from '@/components/messages/pictures/sender-picture';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { MakeReadable } from '@/components/understanding/make-readable';
import type { FeedMessage } from '@/lib/feeds/dto';
import { resolvedContent } from '@/lib/message-groups/resolved-content';
import { messagePictureSrc } from '@/lib/pictures/picture-src-policy';
import { MessageMore, MessageTime } from './menu';
import { MessageQuote } from './quote';
import { sentBy } from './sent-by';
import { ThreadLink } from './thread-link';

type MessageRowProps = {
  feedId: number;
  message: FeedMessage;
  first: boolean;
  timeZone: string | null;
  /** The page of the feed, for links to the message; null: it has none. */
  address: string | null;
  /** The address asks for this message. */
  marked?: boolean;
  /** Shows the message unfolded, however long it is. */
  whole?: boolean;
  /** Why nothing can be done with it, as in an archived channel; null: something can. */
  readOnly?: string | null;
  /** The reader manages what it was sent to. */
  manages?: boolean;
  /** The reader's vote in this message's poll is stored. */
  onVoted: (seq: number, own: number | null) => void;
};

/** One message; the first of a group shows who sent it and through what. Each shows when, and has a menu. */
export const MessageRow = memo(function MessageRow({
  feedId,
  message,
  first,
  timeZone,
  address,
  marked = false,
  whole = false,
  readOnly = null,
  manages = false,
  onVoted,
}: MessageRowProps) {
  const { seq, votes, deadButtons, sentAt, resolved } = message;
  const content = resolved ? resolvedContent(message.content, resolved) : message.content;
  const menu = { seq, sentAt, address, timeZone };
  return (
    <article
      aria-label={`${sentBy(message.sender)}${message.via ? ` via ${message.via}` : ''}`}
      data-feed={feedId}
      data-seq={seq}
      aria-current={marked || undefined}
      // The focus comes here when the address asks for the message.
      tabIndex={marked ? -1 : undefined}
      className={cn(
        'group/message relative grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 px-4 focus-visible:-outline-offset-2 sm:px-6',
        marked ? 'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-surface-sunken',
        // For fingers the row is high enough for the time beside it.
        isPlain(message) ? 'py-1 pointer-coarse:py-2.5' : 'py-2.5',
        first && 'mt-4',
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
        <div className="flex min-w-0 items-start justify-end">
          <MessageTime {...menu} look="clock" />
        </div>
      )}
      <div className="min-w-0">
        {first && <Head message={message} time={<MessageTime {...menu} look="words" />} />}
        {message.quote && <MessageQuote quote={message.quote} />}
        <MessagePlaceProvider value={{ feedId, seq, votes, deadButtons, readOnly, onVoted }}>
          <MessageBody
            content={content}
            mentions={message.mentions}
            privateMentions={message.privateMentions}
            whole={whole}
          />
        </MessagePlaceProvider>
        {content.isUnrecognised && manages && !readOnly && <MakeReadable message={{ feedId, seq }} />}
        {message.thread && <ThreadLink thread={message.thread} />}
      </div>
      {address !== null && <MessageMore {...menu} isOnTouch={first} />}
    </article>
  );
});

/** Whether the message is text alone. Lines of text stand close together; frames and buttons need space. */
function isPlain({ content }: FeedMessage): boolean {
  const { card, slides, files, buttons, accent } = content;
  return !card && !accent && [slides, files, buttons].every((parts) => parts.length === 0);
}

function Head({ message, time }: { message: FeedMessage; time: ReactNode }) {
  const { sender, via, personal } = message;
  return (
    <div
      className={cn(
        // Room for the menu at the end of the row.
        'flex min-w-0 flex-wrap items-baseline gap-x-2 pe-10',
        isPlain(message) ? 'mb-0.5' : 'mb-1.5',
      )}
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
      {time}
      {personal && (
        <span className="inline-flex items-center gap-1 text-text-muted text-xs">
          <Lock aria-hidden className="size-3" />
          Only you see this
        </span>
      )}
    </div>
  );
}
