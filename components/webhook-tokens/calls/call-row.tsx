'use client';

import { type MouseEvent, memo } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Td } from '@/components/ui/table';
import { LocalTime } from '@/components/ui/text/local-time';
import { useLocale } from '@/components/ui/text/use-locale';
import type { InvocationRow } from '@/lib/webhook-tokens/dto';
import { durationText, endpointTexts, outcomeText, outcomeTone } from './call-texts';

/** The id of a row's link, which takes the focus back when its call is closed. */
export const rowLinkId = (callId: string) => `call-${callId}`;

type CallRowProps = {
  row: InvocationRow;
  isOpen: boolean;
  onOpen: (event: MouseEvent<HTMLAnchorElement>, callId: string) => void;
};

/**
 * The time of a row is the link to its call, with the whole row as its area. In a narrow list the columns fold into two lines.
 * A call never changes (its target may be renamed), so its row is drawn again only when it opens or closes.
 */
export const CallRow = memo(Row, (before, after) => {
  const isSame = before.row.id === after.row.id && before.row.targetName === after.row.targetName;
  return isSame && before.isOpen === after.isOpen && before.onOpen === after.onOpen;
});

function Row({ row, isOpen, onOpen }: CallRowProps) {
  const locale = useLocale();
  return (
    <tr
      className={cn(
        'relative border-b transition-colors duration-120 last:border-b-0',
        '@max-md:grid @max-md:grid-cols-[auto_auto_1fr] @max-md:items-center @max-md:gap-x-3 @max-md:gap-y-1 @max-md:px-4 @max-md:py-2.5',
        '@max-md:[&>td]:h-auto! @max-md:[&>td]:p-0!',
        isOpen ? 'bg-accent-soft' : 'hover:bg-surface-hover/60',
      )}
    >
      <Td className="h-10! whitespace-nowrap">
        <a
          id={rowLinkId(row.id)}
          href={`?call=${row.id}`}
          aria-current={isOpen || undefined}
          onClick={(event) => onOpen(event, row.id)}
          className="font-mono text-sm tabular-nums after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <LocalTime at={row.receivedAt} />
          <span className="sr-only">, call in full</span>
        </a>
      </Td>
      <Td className="h-10!">
        <Badge tone={outcomeTone(row)} className="font-mono">
          {row.status}
        </Badge>
      </Td>
      <Td className="h-10! w-full max-w-0 @max-md:order-last @max-md:col-span-3 @max-md:max-w-none @max-md:min-w-0">
        <p className="truncate">
          <span className="text-text-muted">{endpointTexts[row.endpoint] ?? row.endpoint}</span>{' '}
          <bdi className="font-medium">{row.targetName ?? row.target}</bdi>
        </p>
        {row.outcome !== 'accepted' && (
          <p className="truncate text-sm text-text-muted">{row.reason ?? outcomeText(row.outcome)}</p>
        )}
      </Td>
      <Td className="h-10! max-w-52 @max-3xl:hidden">
        <p className="truncate font-mono text-sm">{row.sourceAddress}</p>
        <p className="truncate text-text-muted text-xs">{row.userAgent}</p>
      </Td>
      <Td numeric className="h-10! whitespace-nowrap text-text-muted @max-md:block @min-md:@max-lg:hidden">
        {durationText(row.durationUs, locale)}
      </Td>
    </tr>
  );
}
