'use client';

import { ChannelIcon } from '@/components/channels/channel-icon';
import { Link } from '@/components/ui/text/link';
import { useMessageParts } from '../message-context';

const style = 'rounded-sm bg-accent-soft px-1 py-px font-medium text-accent-text';

/**
 * `{@id}` as the person's name, `{#channel}` as a link to the channel, `{@all}` as a call to everybody, when they are known here; else
 * as the text they are.
 */
export function Mention({ mention }: { mention: string }) {
  const { mentions, privateMentions } = useMessageParts();
  const name = mentions[mention];
  const sign = mention.slice(0, 1);
  if (sign === '#' && name) {
    return (
      <Link href={`/channels/${name}`} className={`${style} hover:underline`}>
        {privateMentions.includes(mention) ? (
          <ChannelIcon access="PRIVATE" className="mr-0.5 inline size-3 align-[-1px]" />
        ) : (
          '#'
        )}
        {name}
      </Link>
    );
  }
  if (!name) return <bdi>{mention}</bdi>;
  return (
    <bdi className={style}>
      {sign}
      {name}
    </bdi>
  );
}
