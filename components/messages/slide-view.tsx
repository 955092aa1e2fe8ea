import type { ReactNode } from 'react';
import type { Slide } from '@/lib/messages/message-slides';
import { InlineText } from './inline-markup';
import { Markup } from './markup';
import { MessageButtonRow } from './message-button-row';
import { MessageImage } from './message-image';
import { TableSlide } from './table-slide';

export function SlideView({ slide }: { slide: Slide }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      {slide.title && (
        <p dir="auto" className="wrap-anywhere font-medium text-sm">
          {slide.title}
        </p>
      )}
      <SlideBody slide={slide} />
      <MessageButtonRow buttons={slide.buttons} />
    </section>
  );
}

function SlideBody({ slide }: { slide: Slide }): ReactNode {
  switch (slide.kind) {
    case 'table':
      return <TableSlide table={slide} title={slide.title} />;
    case 'list':
      return (
        <ul className="max-w-[72ch] list-disc ps-5 marker:text-text-muted">
          {slide.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items never change places.
            <li key={index} dir="auto" className="wrap-anywhere whitespace-pre-wrap py-0.5">
              <InlineText text={item} />
            </li>
          ))}
        </ul>
      );
    case 'label':
      return <Pairs pairs={slide.pairs.map(({ label, value }) => ({ title: label, value }))} />;
    case 'images':
      return (
        <div className="flex flex-wrap gap-2">
          {slide.urls.map((url, index) => (
            <MessageImage
              // biome-ignore lint/suspicious/noArrayIndexKey: one picture may come twice.
              key={index}
              url={url}
              alt={slide.title ?? `Picture ${index + 1} of ${slide.urls.length}`}
            />
          ))}
        </div>
      );
    case 'text':
      return <Markup text={slide.text} />;
  }
}

/** Names and values in two columns that line up; below each other where it is narrow. */
export function Pairs({ pairs }: { pairs: { title: string; value: string }[] }) {
  return (
    <dl className="grid max-w-[72ch] grid-cols-[minmax(6rem,max-content)_1fr] gap-x-5 gap-y-1.5">
      {pairs.map(({ title, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs never change places.
        <div key={index} className="col-span-2 grid grid-cols-subgrid">
          <dt dir="auto" className="wrap-anywhere max-w-48 text-text-muted">
            {title}
          </dt>
          <dd dir="auto" className="wrap-anywhere min-w-0 whitespace-pre-wrap">
            <InlineText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
