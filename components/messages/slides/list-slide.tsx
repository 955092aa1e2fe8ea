import { cn } from '@/components/ui/cn';
import type { ListSlide as List, ListMarker } from '@/lib/messages/slides/types';
import { InlineText } from '../markup/inline-markup';

const markers: Record<ListMarker, string> = {
  disc: 'list-disc ps-5',
  circle: 'list-[circle] ps-5',
  square: 'list-[square] ps-5',
  decimal: 'list-decimal ps-7 marker:tabular-nums',
  'lower-alpha': 'list-[lower-alpha] ps-7',
  'lower-roman': 'list-[lower-roman] ps-7',
  none: 'list-none',
};

export function ListSlide({ list: { items, marker } }: { list: List }) {
  const Tag = marker === 'decimal' || marker.startsWith('lower') ? 'ol' : 'ul';
  return (
    // Safari takes lists without marks for no lists.
    <Tag
      dir="auto"
      role={marker === 'none' ? 'list' : undefined}
      className={cn('max-w-[72ch] marker:text-text-muted', markers[marker])}
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items never change places.
        <li key={index} className="wrap-anywhere whitespace-pre-wrap py-0.5">
          <InlineText text={item} />
        </li>
      ))}
    </Tag>
  );
}
