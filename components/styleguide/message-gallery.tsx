'use client';

import { MessageRow } from '@/components/feeds/message/row';
import type { FeedMessage } from '@/lib/feeds/dto';

type MessageGalleryProps = {
  groups: { title: string; examples: { name: string; message: FeedMessage }[] }[];
};

/** What is done to a message here goes nowhere. */
const NO_FEED = 0;
const noteNothing = () => {};

/** Messages one below the other, each drawn as a feed draws it, with what is to be looked at above it. */
export function MessageGallery({ groups }: MessageGalleryProps) {
  return groups.map(({ title, examples }) => (
    <section key={title} aria-label={title} className="border-t py-6">
      <h2 className="px-4 font-semibold text-md sm:px-6">{title}</h2>
      {examples.map(({ name, message }) => (
        <section key={name} aria-label={name} className="mt-4">
          <h3 className="px-4 font-mono text-text-muted text-xs sm:px-6">{name}</h3>
          <MessageRow
            feedId={NO_FEED}
            message={message}
            first
            timeZone={null}
            address={null}
            onVoted={noteNothing}
          />
        </section>
      ))}
    </section>
  ));
}
