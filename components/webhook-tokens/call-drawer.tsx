'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { Drawer } from '@/components/ui/drawer';
import { ErrorState } from '@/components/ui/error-state';
import { Link } from '@/components/ui/link';
import { Skeleton } from '@/components/ui/skeleton';
import { exactTime } from '@/components/ui/time';
import type { InvocationDetail } from '@/lib/webhook-tokens/dto';
import { errorHref, isWireErrorCode } from '@/lib/webhooks/error-reference';
import { durationText, endpointTexts, sizeText, statusTone } from './call-texts';
import { fetchCall, tokenKeys } from './token-queries';

type CallDrawerProps = { tokenId: string; callId: string | null; onClose: () => void };

/** One call in full: what was asked, what became of it, what was answered. */
export function CallDrawer({ tokenId, callId, onClose }: CallDrawerProps) {
  const call = useQuery({
    queryKey: tokenKeys.call(tokenId, callId ?? ''),
    queryFn: () => fetchCall(tokenId, callId ?? ''),
    enabled: callId !== null,
    // A closing drawer keeps its content.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Drawer
      open={callId !== null}
      onOpenChange={onClose}
      title="Call"
      description={call.data ? exactTime(new Date(call.data.receivedAt)) : undefined}
    >
      {call.isError ? (
        <ErrorState
          title="This call could not be loaded"
          message={call.error.message}
          onRetry={() => call.refetch()}
        />
      ) : call.data ? (
        <Detail call={call.data} />
      ) : (
        <div role="status" className="flex flex-col gap-4">
          <span className="sr-only">Loading the call</span>
          <Skeleton className="h-16" />
          <Skeleton className="h-40" />
          <Skeleton className="h-32" />
        </div>
      )}
    </Drawer>
  );
}

function Detail({ call }: { call: InvocationDetail }) {
  return (
    <div className="flex flex-col gap-6">
      <Part title="Answer">
        <dl className="grid grid-cols-[6rem_1fr] gap-x-6 gap-y-2">
          <Fact name="Status">
            <Badge tone={statusTone(call)} className="font-mono">
              {call.status}
            </Badge>{' '}
            <Outcome outcome={call.outcome} />
          </Fact>
          {call.reason && <Fact name="Reason">{call.reason}</Fact>}
          {call.notes.length > 0 && (
            <Fact name="Notes">
              <ul className="flex flex-col gap-1">
                {call.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Fact>
          )}
          <Fact name="Duration">{durationText(call.durationUs)}</Fact>
          <Fact name="Request id">
            <code className="wrap-anywhere text-sm">{call.requestId}</code>
          </Fact>
        </dl>
      </Part>
      <Part title="Request">
        <dl className="grid grid-cols-[6rem_1fr] gap-x-6 gap-y-2">
          <Fact name="Endpoint">
            {endpointTexts[call.endpoint] ?? call.endpoint}{' '}
            <bdi className="font-medium">{call.targetName ?? call.target}</bdi>
          </Fact>
          <Fact name="Line">
            <code className="wrap-anywhere text-sm">
              {call.method} {call.path}
              {call.query && `?${call.query}`}
            </code>
          </Fact>
          <Fact name="From">
            <code className="wrap-anywhere text-sm">{call.sourceAddress || 'unknown'}</code>
          </Fact>
        </dl>
      </Part>
      <Headers headers={call.headers} />
      <Body body={call.body} />
      <Became call={call} />
    </div>
  );
}

/** A code of a refused call leads to what it means and what to do. */
function Outcome({ outcome }: { outcome: string }) {
  const code = <code className="text-sm">{outcome}</code>;
  if (!isWireErrorCode(outcome)) return code;
  return (
    <Link href={errorHref(outcome)} className="text-accent-text underline underline-offset-2">
      {code}
    </Link>
  );
}

function Headers({ headers }: { headers: InvocationDetail['headers'] }) {
  if (headers.length === 0) return null;
  return (
    <Part title="Headers" note="Secrets are left out">
      <dl className="rounded border bg-surface-sunken px-3 py-2 font-mono text-xs">
        {headers.map(([name, value]) => (
          <div key={name} className="flex gap-3 py-0.5">
            <dt className="w-36 shrink-0 truncate text-text-muted" title={name}>
              {name}
            </dt>
            <dd className="wrap-anywhere min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Body({ body }: { body: InvocationDetail['body'] }) {
  if (!body || body.size === 0) {
    return (
      <Part title="Body">
        <p className="text-text-muted">The call had no body.</p>
      </Part>
    );
  }
  const note = [sizeText(body.size), body.cut && 'only its beginning is shown', body.binary && 'not text']
    .filter(Boolean)
    .join(', ');
  return (
    <Part title="Body" note={note}>
      <CodeBlock code={pretty(body.text)} language={isJson(body.text) ? 'JSON' : 'Text'} wrap />
    </Part>
  );
}

function Became({ call }: { call: InvocationDetail }) {
  if (call.outcome !== 'accepted') return null;
  if (!call.message) {
    return (
      <Part title="What it became">
        <p className="text-text-muted">No message, or one that has been removed since.</p>
      </Part>
    );
  }
  const { content, feedName, feedHref } = call.message;
  return (
    <Part
      title="What it became"
      note={
        <>
          a message in{' '}
          {feedHref ? (
            <Link href={feedHref} className="text-accent-text underline underline-offset-2">
              {feedName}
            </Link>
          ) : (
            feedName
          )}
        </>
      }
    >
      {content === call.body?.text ? (
        <p className="text-text-muted">The message is the body, as it stands above.</p>
      ) : (
        <CodeBlock code={pretty(content)} language="JSON" wrap />
      )}
    </Part>
  );
}

function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 flex items-baseline justify-between gap-3 font-semibold text-sm">
        {title}
        {note && <span className="font-normal text-text-muted text-xs">{note}</span>}
      </h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Indented where that keeps every number and key as it came; else the text itself. */
function pretty(text: string): string {
  try {
    const indented = JSON.stringify(JSON.parse(text), null, 2);
    const bare = (json: string) => json.replace(/\s+/g, '');
    return bare(indented) === bare(text) ? indented : text;
  } catch {
    return text;
  }
}
