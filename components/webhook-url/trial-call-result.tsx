'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { MessageBody } from '@/components/messages/message-body';
import { CodeBlock } from '@/components/ui/text/code-block';
import { Link } from '@/components/ui/text/link';
import { useLocale } from '@/components/ui/text/use-locale';
import { durationText } from '@/components/webhook-tokens/calls/call-texts';
import { indentedJson } from '@/components/webhook-tokens/calls/json-text';
import { usageHref } from '@/components/webhook-tokens/paths';
import type { TestCall } from '@/lib/trial-calls/dto';

/** What came of a test: how long it took, the message as it is drawn, or what is in the way; and the call itself. */
export function TrialCallResult({ tokenId, call }: { tokenId: string; call: TestCall }) {
  const { problem, message, invocationId, request, answer, tookMs } = call;
  const locale = useLocale();
  const Icon = problem ? CircleX : CircleCheck;
  return (
    <section aria-label="What came of the test" className="flex min-w-0 flex-col gap-3">
      <div role="status" className="flex gap-2.5">
        <Icon
          aria-hidden
          className={`mt-0.5 size-4 shrink-0 ${problem ? 'text-danger-text' : 'text-success-text'}`}
        />
        <div className="wrap-anywhere min-w-0 text-sm">
          <p className="font-medium">
            {problem?.title ?? `Answered ${answer?.status} after ${durationText(tookMs * 1000, locale)}`}
          </p>
          {problem && <p>{problem.remedy}</p>}
          {!problem && <Posted message={message} />}
        </div>
      </div>
      {message && (
        <div className="min-w-0 rounded border bg-surface px-4 py-3">
          <MessageBody content={message.content} mentions={{}} />
        </div>
      )}
      <details className="text-sm">
        <summary className="cursor-pointer rounded-sm py-1 text-text-muted pointer-coarse:py-2.5">
          Request and answer
        </summary>
        <div className="flex flex-col gap-2 pt-1.5">
          <CodeBlock language="Request" wrap copyable={false} code={requestText(request)} />
          {answer && (
            <CodeBlock
              language={`Answer ${answer.status}`}
              wrap
              copyable={false}
              code={indentedJson(answer.body) || 'No body'}
            />
          )}
        </div>
      </details>
      {invocationId && (
        <p className="text-sm">
          <Link
            href={`${usageHref(tokenId)}?call=${invocationId}`}
            className="text-accent-text underline underline-offset-2"
          >
            See the call in the usage history
          </Link>
        </p>
      )}
    </section>
  );
}

function Posted({ message }: Pick<TestCall, 'message'>) {
  if (!message) return <p className="text-text-muted">It was accepted, and posted nothing.</p>;
  const { feedName, feedHref } = message;
  return (
    <p className="text-text-muted">
      Posted in{' '}
      {feedHref ? (
        <Link href={feedHref} className="text-accent-text underline underline-offset-2">
          {feedName}
        </Link>
      ) : (
        feedName
      )}
      , as people see it:
    </p>
  );
}

function requestText({ method, url, headers, body }: TestCall['request']): string {
  return [
    `${method} ${url}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    indentedJson(body),
  ].join('\n');
}
