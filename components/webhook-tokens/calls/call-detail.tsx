import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/text/code-block';
import { Link } from '@/components/ui/text/link';
import { useLocale } from '@/components/ui/text/use-locale';
import { isJson } from '@/lib/is-json';
import type { InvocationDetail } from '@/lib/webhook-tokens/dto';
import { errorHref, isWireErrorCode } from '@/lib/webhooks/answers/reference';
import { durationText, endpointTexts, outcomeTone, outcomeWord, sizeText } from './call-texts';
import { indentedJson } from './json-text';

/** One call in full: the response, the request, and the message that was posted. */
export function CallDetail({ call }: { call: InvocationDetail }) {
  const locale = useLocale();
  return (
    <div className="flex flex-col gap-6">
      <Part title="Response">
        <Facts>
          <Fact name="Status">
            <Badge tone={outcomeTone(call)} className="font-mono">
              {call.status}
            </Badge>{' '}
            {outcomeWord(call)}
          </Fact>
          {isWireErrorCode(call.outcome) && (
            <Fact name="Error code">
              <Link href={errorHref(call.outcome)} className="text-accent-text underline underline-offset-2">
                <code className="text-sm">{call.outcome}</code>
              </Link>
            </Fact>
          )}
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
          <Fact name="Duration">{durationText(call.durationUs, locale)}</Fact>
          <Fact name="Request ID">
            <code className="wrap-anywhere text-sm">{call.requestId}</code>
          </Fact>
        </Facts>
      </Part>
      <Part title="Request">
        <Facts>
          <Fact name="Endpoint">
            {endpointTexts[call.endpoint] ?? call.endpoint}{' '}
            <bdi className="font-medium">{call.targetName ?? call.target}</bdi>
          </Fact>
          <Fact name="URL">
            <code className="wrap-anywhere text-sm">
              {call.method} {call.path}
              {call.query && `?${call.query}`}
            </code>
          </Fact>
          <Fact name="IP address">
            <code className="wrap-anywhere text-sm">{call.sourceAddress || 'unknown'}</code>
          </Fact>
        </Facts>
      </Part>
      <Headers headers={call.headers} />
      <Body call={call} />
      <Message call={call} />
    </div>
  );
}

function Headers({ headers }: { headers: InvocationDetail['headers'] }) {
  if (headers.length === 0) return null;
  return (
    <Part title="Headers" note="Secrets are removed">
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

function Body({ call: { body, bodySize } }: { call: InvocationDetail }) {
  const locale = useLocale();
  if (!body || body.size === 0) {
    return (
      <Part title="Body">
        <p className="text-text-muted">
          {bodySize === 0
            ? 'The request had no body.'
            : `The body (${sizeText(bodySize, locale)}) is not kept.`}
        </p>
      </Part>
    );
  }
  const note = [
    sizeText(body.size, locale),
    body.cut && 'only the beginning is shown',
    body.binary && 'binary',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <Part title="Body" note={note}>
      <CodeBlock code={indentedJson(body.text)} language={isJson(body.text) ? 'JSON' : 'Text'} wrap />
    </Part>
  );
}

function Message({ call }: { call: InvocationDetail }) {
  if (call.outcome !== 'accepted') return null;
  if (!call.message) {
    return (
      <Part title="Message">
        <p className="text-text-muted">No message was posted, or it has been deleted since.</p>
      </Part>
    );
  }
  const { content, feedName, feedHref } = call.message;
  const place = feedHref ? (
    <Link href={feedHref} className="text-accent-text underline underline-offset-2">
      {feedName}
    </Link>
  ) : (
    feedName
  );
  return (
    <Part title="Message" note={feedName && <>posted in {place}</>}>
      {content === call.body?.text ? (
        <p className="text-text-muted">Posted as it stands in the body above.</p>
      ) : (
        <CodeBlock code={indentedJson(content)} language="JSON" wrap />
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

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-2">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </>
  );
}
