'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { MessageBody } from '@/components/messages/message-body';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/text/code-block';
import type { TestRun } from '@/lib/handlers/dto';
import type { HandlerError } from '@/lib/handlers/types';
import { destinationText } from './destination-text';

type TrialResultProps = { run: TestRun; onGoToLine: (line: number) => void };

const titles: Record<HandlerError['kind'], string> = {
  exception: 'The handler failed',
  timeout: 'The handler was stopped after 1 second',
  memory: 'The handler needed too much memory',
  syntax: 'The code cannot be read',
  unserialisable: 'The result cannot be used',
  missing: 'There is nothing to call',
};

/** What a test run came to: the message, the answer and the console, or the error and its line. */
export function TrialResult({ run, onGoToLine }: TrialResultProps) {
  const { outcome, message, destination, answer, respond, notes, stored, problem } = run;
  const answerKeys = Object.keys(answer);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {!outcome.ok && <Failure error={outcome.error} onGoToLine={onGoToLine} />}
      {outcome.ok && problem && (
        <Verdict good={false} title="A call would be refused">
          <p className="wrap-anywhere text-sm">{problem}</p>
        </Verdict>
      )}
      {outcome.ok && !problem && (
        <>
          <Verdict
            good
            title={message ? 'A call would post this message' : 'A call would be accepted and post nothing'}
          >
            {destination && <p className="wrap-anywhere text-sm">{destinationText(destination)}</p>}
          </Verdict>
          {message && (
            <div className="min-w-0 rounded border bg-surface px-4 py-3">
              <MessageBody content={message} mentions={{}} />
            </div>
          )}
          {notes.map((note) => (
            <p key={note} className="wrap-anywhere text-sm text-warning-text">
              {note}
            </p>
          ))}
          {respond && (
            <CodeBlock language="Answered to the caller" code={JSON.stringify(respond, null, 2)} wrap />
          )}
          {answerKeys.length > 0 && (respond?.body ?? null) === null && (
            <CodeBlock language="In the answer to the caller" code={JSON.stringify(answer, null, 2)} wrap />
          )}
        </>
      )}
      {outcome.ok && problem && outcome.value !== undefined && (
        <CodeBlock language="Returned value" code={JSON.stringify(outcome.value, null, 2)} wrap />
      )}
      {stored.length > 0 && (
        <CodeBlock
          language="A call would keep in the store"
          code={stored.map((one) => JSON.stringify(one)).join('\n')}
          wrap
        />
      )}
      {outcome.logs.length > 0 && <CodeBlock language="Console" code={outcome.logs.join('\n')} wrap />}
    </div>
  );
}

function Failure({ error, onGoToLine }: { error: HandlerError; onGoToLine: (line: number) => void }) {
  const { line, column } = error;
  return (
    <Verdict good={false} title={titles[error.kind]}>
      <p className="wrap-anywhere font-mono text-sm">{error.message}</p>
      {line !== null && (
        <Button size="sm" className="mt-2" onClick={() => onGoToLine(line)}>
          {column === null ? `Go to line ${line}` : `Go to line ${line}, column ${column}`}
        </Button>
      )}
    </Verdict>
  );
}

function Verdict({ good, title, children }: { good: boolean; title: string; children?: ReactNode }) {
  const Icon = good ? CircleCheck : CircleX;
  return (
    <div className="flex gap-2.5">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${good ? 'text-success-text' : 'text-danger-text'}`}
      />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {children}
      </div>
    </div>
  );
}
