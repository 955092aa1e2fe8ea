import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Accent, Card, CardTheme } from '@/lib/messages/message-content';
import { MessageImage } from './message-image';
import { Poll } from './poll';
import { Pairs } from './slide-view';

const themeStripes: Record<CardTheme, string> = {
  'modern-inline': 'border-s-accent',
  prompt: 'border-s-warning',
  poll: 'border-s-success',
  basic: 'border-s-border-strong',
};
export const accentStripes: Record<Accent, string> = {
  red: 'border-s-danger',
  yellow: 'border-s-warning',
  green: 'border-s-success',
  blue: 'border-s-accent',
  grey: 'border-s-border-strong',
};

type CardViewProps = { card: Card; accent: Accent | null; children: ReactNode };

/** A card around the parts of its message; the stripe shows the message's colour, else the card's theme. */
export function CardView({ card, accent, children }: CardViewProps) {
  return (
    <div
      className={cn(
        'flex w-full min-w-0 max-w-180 flex-col gap-3 rounded border border-s-3 bg-surface-raised px-4 py-3.5',
        accent ? accentStripes[accent] : themeStripes[card.theme],
      )}
    >
      <div className="flex min-w-0 items-start justify-between gap-4 empty:hidden">
        {card.title && (
          <p dir="auto" className="flex min-w-0 items-start gap-2 font-semibold">
            {card.iconUrl && <CardIcon url={card.iconUrl} />}
            <span className="wrap-anywhere min-w-0">{card.title}</span>
          </p>
        )}
        {card.thumbnailUrl && (
          <MessageImage
            url={card.thumbnailUrl}
            alt=""
            className="size-14 shrink-0 rounded border bg-surface-sunken object-cover"
          />
        )}
      </div>
      {children}
      {card.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sections never change places.
        <section key={index} className="flex flex-col gap-2 border-t pt-3">
          {section.title && <p className="font-medium text-sm">{section.title}</p>}
          <Pairs pairs={section.fields} />
        </section>
      ))}
      {card.theme === 'poll' && card.options.length > 0 && (
        <Poll question={card.title} options={card.options} />
      )}
      {card.theme !== 'poll' && card.options.length > 0 && (
        <ol className="flex flex-col gap-1.5" aria-label="Options">
          {card.options.map((option, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the options never change places.
            <li key={index} dir="auto" className="wrap-anywhere rounded-sm border px-3 py-1.5">
              {option}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function CardIcon({ url }: { url: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the address is a sender's; the server must not fetch it.
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      className="size-5 shrink-0 rounded-sm object-cover"
    />
  );
}
