'use client';

import { Link } from '@/components/ui/link';
import { useMessageParts } from './message-context';

const style = 'rounded-sm bg-accent-soft px-1 py-px font-medium text-accent-text';

/** `{@id}` as the person's name, `{#channel}` as a link to the channel, when they are known here. */
export function Mention({ mention }: { mention: string }) {
  const { mentions } = useMessageParts();
  const name = mentions[mention];
  const sign = mention.slice(0, 1);
  if (sign === '#' && name) {
    return (
      <Link href={`/channels/${name}`} className={`${style} hover:underline`}>
        #{name}
      </Link>
    );
  }
  return (
    <bdi className={style}>
      {sign}
      {name ?? mention.slice(1)}
    </bdi>
  );
}
