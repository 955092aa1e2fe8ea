'use client';

import { memo, useState } from 'react';
import { Table, Td, Th } from '@/components/ui/table';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { Link } from '@/components/ui/text/link';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { ListedToken, TokenRow } from '@/lib/webhook-tokens/dto';
import { usageHref } from './paths';
import { TokenMenu } from './token-menu';
import { TokenName } from './token-name';
import { TokenSpark } from './token-spark';
import { TokenStatus } from './token-status';
import { TokenUniqueId } from './token-unique-id';

type TokenTableProps = {
  tokens: readonly ListedToken[];
  onGetUrl: (token: TokenRow) => void;
  onDelete: (token: TokenRow) => void;
};

/** Generated Tokens: a table, and where the page leaves too little room for its columns one card per token. Not drawn again for a dialog. */
export const TokenTable = memo(function TokenTable(props: TokenTableProps) {
  // Several, since a field stays until its name is saved.
  const [renaming, setRenaming] = useState<readonly string[]>([]);
  const rowProps = (token: ListedToken): RowProps => ({
    token,
    editing: renaming.includes(token.id),
    onEditingChange: (editing) =>
      setRenaming((others) => [...others.filter((id) => id !== token.id), ...(editing ? [token.id] : [])]),
    onGetUrl: () => props.onGetUrl(token),
    onDelete: () => props.onDelete(token),
  });
  return (
    <div className="@container">
      <div className="hidden @min-[46rem]:block">
        <Table label="Generated Tokens" dense>
          <thead>
            <tr>
              <Th className="w-[36%]">Name</Th>
              <Th>Token</Th>
              <Th numeric>Invocations</Th>
              <Th>Last invoked</Th>
              <Th>Status</Th>
              <Th className="w-px">
                <span className="sr-only">More</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {props.tokens.map((token) => (
              <TableRow key={token.id} {...rowProps(token)} />
            ))}
          </tbody>
        </Table>
      </div>
      <ul aria-label="Generated Tokens" className="flex flex-col gap-3 @min-[46rem]:hidden">
        {props.tokens.map((token) => (
          <TokenCard key={token.id} {...rowProps(token)} />
        ))}
      </ul>
    </div>
  );
});

type RowProps = {
  token: ListedToken;
  editing: boolean;
  onEditingChange: (editing: boolean) => void;
  onGetUrl: () => void;
  onDelete: () => void;
};

function TableRow({ token, editing, onEditingChange, onGetUrl, onDelete }: RowProps) {
  return (
    <tr className="group/row relative border-b transition-colors duration-120 last:border-b-0 hover:bg-surface-hover/50">
      <Td className="min-w-32 max-w-0 pr-1!">
        <TokenName token={token} editing={editing} onEditingChange={onEditingChange} />
      </Td>
      <Td>
        <TokenUniqueId token={token} />
      </Td>
      <Td numeric>
        <HistoryLink token={token} />
        <Refused token={token} />
      </Td>
      <Td className="whitespace-nowrap text-text-muted">
        <LastInvoked token={token} />
        <LastRefused token={token} />
      </Td>
      <Td>
        <TokenStatus token={token} />
      </Td>
      <Td className="pl-0!">
        <TokenMenu
          token={token}
          onGetUrl={onGetUrl}
          onDelete={onDelete}
          onRename={() => onEditingChange(true)}
        />
      </Td>
    </tr>
  );
}

function TokenCard({ token, editing, onEditingChange, onGetUrl, onDelete }: RowProps) {
  return (
    <li className="relative rounded-lg border bg-surface-raised p-4 pt-3">
      <div className="flex items-center justify-between gap-2">
        <div className="min-w-0 flex-1">
          <TokenName token={token} editing={editing} onEditingChange={onEditingChange} />
        </div>
        <TokenMenu
          token={token}
          onGetUrl={onGetUrl}
          onDelete={onDelete}
          onRename={() => onEditingChange(true)}
        />
      </div>
      <TokenUniqueId token={token} />
      <dl className="mt-3 grid grid-cols-[1fr_1fr_auto] items-start gap-x-4 border-t pt-3">
        <div>
          <dt className="text-text-muted text-xs">Invocations</dt>
          <dd className="mt-1 font-mono text-sm tabular-nums">
            <HistoryLink token={token} />
            <Refused token={token} />
          </dd>
        </div>
        <div>
          <dt className="text-text-muted text-xs">Last invoked</dt>
          <dd className="mt-1 text-sm">
            <LastInvoked token={token} />
            <LastRefused token={token} />
          </dd>
        </div>
        <div>
          <dt className="text-text-muted text-xs">Status</dt>
          <dd className="mt-1">
            <TokenStatus token={token} />
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** The number is the link, and its area is the whole row: the controls lie above it. */
function HistoryLink({ token }: { token: ListedToken }) {
  return (
    <Link
      href={usageHref(token.id)}
      data-row-of={token.id}
      className="inline-flex items-center gap-2 after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
    >
      <span>
        <FormattedNumber value={token.invocations} />
        <span className="sr-only"> invocations. Usage history of {token.name}. </span>
      </span>
      <TokenSpark recent={token.recent} />
    </Link>
  );
}

/** Calls that were refused are no invocations: they have a count and a time of their own. */
function Refused({ token }: { token: TokenRow }) {
  if (token.refusals === 0) return null;
  return (
    <p className="whitespace-nowrap font-sans text-warning-text text-xs">
      <FormattedNumber value={token.refusals} /> refused
    </p>
  );
}

function LastRefused({ token }: { token: TokenRow }) {
  if (!token.lastRefusedAt) return null;
  return (
    <p className="text-warning-text text-xs">
      refused <RelativeTime at={token.lastRefusedAt} className="relative z-1" />
    </p>
  );
}

function LastInvoked({ token }: { token: TokenRow }) {
  if (!token.lastInvokedAt) return <>never</>;
  return <RelativeTime at={token.lastInvokedAt} className="relative z-1" />;
}
