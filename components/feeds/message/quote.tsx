import type { Quote } from '@/lib/feeds/dto';

/** The message that this one answers, in one line. */
export function MessageQuote({ quote }: { quote: Quote }) {
  return (
    <blockquote
      aria-label={`In reply to ${quote.senderName}`}
      className="mb-1 flex min-w-0 max-w-[72ch] items-baseline gap-1.5 border-border-strong border-s-2 ps-2.5 text-sm text-text-muted"
    >
      <span dir="auto" className="max-w-[40%] shrink-0 truncate font-medium">
        {quote.senderName}
      </span>
      <span dir="auto" className="min-w-0 truncate">
        {quote.text || 'Message without text'}
      </span>
    </blockquote>
  );
}
