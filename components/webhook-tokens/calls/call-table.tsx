'use client';

import { Fragment, type MouseEvent, memo } from 'react';
import { Table, Th } from '@/components/ui/table';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { LocalTime } from '@/components/ui/text/local-time';
import type { InvocationRow, OmittedCalls } from '@/lib/webhook-tokens/dto';
import { CallRow } from './call-row';

type CallTableProps = {
  rows: readonly InvocationRow[];
  omitted: readonly OmittedCalls[];
  /** The word for omitted calls, since the filter may ask for failed ones alone. */
  omittedWord: 'refused' | 'failed';
  openId: string | null;
  onOpen: (event: MouseEvent<HTMLAnchorElement>, callId: string) => void;
};

export const CallTable = memo(function CallTable({
  rows,
  omitted,
  omittedWord,
  openId,
  onOpen,
}: CallTableProps) {
  const omittedBefore = placed(omitted, rows);
  const omittedRows = (index: number) => <OmittedRows hours={omittedBefore.get(index)} word={omittedWord} />;
  return (
    <div className="@container">
      <Table label="Calls" dense>
        <thead className="@max-md:sr-only">
          <tr>
            <Th>Time</Th>
            <Th>Status</Th>
            <Th className="w-full">Target</Th>
            <Th className="@max-3xl:hidden">From</Th>
            <Th numeric className="@min-md:@max-lg:hidden">
              Duration
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.id}>
              {omittedRows(index)}
              <CallRow row={row} isOpen={openId === row.id} onOpen={onOpen} />
            </Fragment>
          ))}
          {omittedRows(rows.length)}
        </tbody>
      </Table>
    </div>
  );
});

/** Places hours of omitted calls: each above the newest call before its end, the remaining ones below the last row. */
function placed(
  omitted: readonly OmittedCalls[],
  rows: readonly InvocationRow[],
): Map<number, OmittedCalls[]> {
  const above = new Map<number, OmittedCalls[]>();
  for (const hour of omitted) {
    const found = rows.findIndex(({ receivedAt }) => receivedAt < hour.until);
    const index = found < 0 ? rows.length : found;
    above.set(index, [...(above.get(index) ?? []), hour]);
  }
  return above;
}

/** Calls that were only counted, since a sender that is refused again and again would fill the history. */
function OmittedRows({ hours = [], word }: { hours: OmittedCalls[] | undefined; word: string }) {
  return hours.map(({ from, until, count }) => (
    <tr key={from} className="border-b bg-surface-hover/40 last:border-b-0 @max-md:block">
      <td colSpan={5} className="px-4 py-2.5 text-sm text-text-muted @max-md:block">
        <FormattedNumber value={count} /> more {word} between <LocalTime at={from} to="minute" /> and{' '}
        <LocalTime at={until} to="minute" />, counted but not listed
      </td>
    </tr>
  ));
}
