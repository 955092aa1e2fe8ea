import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Accent, Card, CardTheme } from '@/lib/messages/content';
import { InlineText } from '../markup/inline-markup';
import { ImageGrid } from '../pictures/image-grid';
import { Poll } from '../polls/poll';
import { LabelledValues } from '../slides/labelled-values';
import { accentTints } from './accents';
import { CardIcon } from './card-icon';

const themeStripes: Record<CardTheme, string> = {
  'modern-inline': 'border-s-accent',
  prompt: 'border-s-warning',
  poll: 'border-s-success',
  basic: 'border-s-border-strong',
};

type CardViewProps = { card: Card; accent: Accent | null; children: ReactNode };

/** A card around the parts of its message; the stripe shows the message's colour, else the card's theme. */
export function CardView({ card, accent, children }: CardViewProps) {
  return (
    <div
      className={cn(
        'flex w-full min-w-0 max-w-180 flex-col gap-3 rounded border border-s-3 px-4 py-3.5',
        accent ? accentTints[accent] : `bg-surface-raised ${themeStripes[card.theme]}`,
      )}
    >
      <CardHead card={card} />
      {children}
      {card.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sections never change places.
        <section key={index} className="flex flex-col gap-2 border-t pt-3 first:border-t-0 first:pt-0">
          {section.title && (
            <p dir="auto" className="wrap-anywhere font-medium">
              <InlineText text={section.title} />
            </p>
          )}
          {section.fields.length > 0 && <LabelledValues values={section.fields} />}
        </section>
      ))}
      {card.options.length > 0 &&
        (card.theme === 'poll' ? (
          <Poll question={card.title} options={card.options} />
        ) : (
          <CardOptions options={card.options} />
        ))}
    </div>
  );
}

function CardHead({ card: { title, iconUrl, thumbnailUrl } }: { card: Card }) {
  if (!title && !iconUrl && !thumbnailUrl) return null;
  return (
    // A thumbnail that cannot be loaded becomes a line and takes a row of its own.
    <div className="flex min-w-0 items-start justify-between gap-x-4 gap-y-1.5 has-[>p+p]:flex-col">
      <p dir="auto" className="flex min-w-0 items-start gap-2 font-semibold">
        {iconUrl && <CardIcon url={iconUrl} />}
        {title && <span className="wrap-anywhere min-w-0">{title}</span>}
      </p>
      {thumbnailUrl && <ImageGrid pictures={[{ url: thumbnailUrl, alt: title ?? 'Picture' }]} thumbnail />}
    </div>
  );
}

function CardOptions({ options }: { options: string[] }) {
  return (
    <ol className="flex flex-col gap-1.5" aria-label="Options">
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the options never change places.
        <li key={index} dir="auto" className="wrap-anywhere rounded-sm border bg-surface-raised px-3 py-1.5">
          {option}
        </li>
      ))}
    </ol>
  );
}
