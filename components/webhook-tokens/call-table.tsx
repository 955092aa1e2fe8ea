'use client';

import { Fragment } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { LocalTime } from '@/components/ui/local-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { InvocationRow, OmittedCalls } from '@/lib/webhook-tokens/dto';
import { durationText, endpointTexts, outcomeText, statusTone } from './call-texts';

type CallTableProps = {
  rows: readonly InvocationRow[];
  omitted: readonly OmittedCalls[];
  openId: string | null;
  onOpen: (id: string) => void;
};

/** The time of a row is its button, with the whole row as its area. On a phone the columns fold into two lines. */
export function CallTable({ rows, omitted, openId, onOpen }: CallTableProps) {
  const omittedBefore = placed(omitted, rows);
  return (
    <Table label="Calls">
      <thead className="max-sm:sr-only">
        <tr>
          <Th>Time</Th>
          <Th>Status</Th>
          <Th className="w-full">Target</Th>
          <Th className="max-lg:hidden">From</Th>
          <Th numeric>Duration</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Fragment key={row.id}>
            <OmittedRows hours={omittedBefore[index]} />
            <tr
              className={cn(
                'relative border-b transition-colors duration-120 last:border-b-0 hover:bg-surface-hover/60',
                'max-sm:grid max-sm:grid-cols-[auto_auto_1fr] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-2.5',
                'max-sm:[&>td]:h-auto! max-sm:[&>td]:p-0!',
                openId === row.id && 'bg-accent-soft',
              )}
            >
              <Td className="h-10! whitespace-nowrap">
                <button
                  type="button"
                  onClick={() => onOpen(row.id)}
                  className="font-mono text-sm tabular-nums after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                >
                  <LocalTime at={row.receivedAt} />
                  <span className="sr-only">, call in full</span>
                </button>
              </Td>
              <Td className="h-10!">
                <Badge tone={statusTone(row)} className="font-mono">
                  {row.status}
                </Badge>
              </Td>
              <Td className="h-10! w-full max-w-0 max-sm:order-last max-sm:col-span-3 max-sm:max-w-none max-sm:min-w-0">
                <p className="truncate">
                  <span className="text-text-muted">{endpointTexts[row.endpoint] ?? row.endpoint}</span>{' '}
                  <bdi className="font-medium">{row.targetName ?? row.target}</bdi>
                </p>
                {row.outcome !== 'accepted' && (
                  <p className="truncate text-sm text-text-muted">{row.reason ?? outcomeText(row.outcome)}</p>
                )}
              </Td>
              <Td className="h-10! max-w-52 max-lg:hidden">
                <p className="truncate font-mono text-sm">{row.sourceAddress}</p>
                <p className="truncate text-text-muted text-xs">{row.userAgent}</p>
              </Td>
              <Td numeric className="h-10! whitespace-nowrap text-text-muted">
                {durationText(row.durationUs)}
              </Td>
            </tr>
          </Fragment>
        ))}
        <OmittedRows hours={omittedBefore[rows.length]} />
      </tbody>
    </Table>
  );
}

/** Per row the hours that stand above it, each above the newest call before its end; the last entry is for the foot. */
function placed(omitted: readonly OmittedCalls[], rows: readonly InvocationRow[]): OmittedCalls[][] {
  const above: OmittedCalls[][] = Array.from({ length: rows.length + 1 }, () => []);
  for (const hour of omitted) {
    const index = rows.findIndex(({ receivedAt }) => receivedAt < hour.until);
    above[index < 0 ? rows.length : index]?.push(hour);
  }
  return above;
}

/** Counted, but kept only as a number: a sender that goes on being refused would fill the history. */
function OmittedRows({ hours = [] }: { hours: OmittedCalls[] | undefined }) {
  return hours.map(({ from, until, count }) => (
    <tr key={from} className="border-b bg-surface-hover/40 last:border-b-0 max-sm:block">
      <td colSpan={5} className="px-4 py-2.5 text-sm text-text-muted max-sm:block">
        and {count.toLocaleString('en')} more refused between <LocalTime at={from} to="minute" /> and{' '}
        <LocalTime at={until} to="minute" />
      </td>
    </tr>
  ));
}
