'use client';

import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { TestRun } from '@/lib/handlers/dto';
import { SAMPLE_BODY } from '@/lib/handlers/handler-template';
import type { HandlerError } from '@/lib/handlers/handler-types';
import type { HandlerTest } from '@/lib/handlers/schema';
import { readHeaderLines, readQuery } from './header-lines';
import { TestResult } from './test-result';

type TestPanelProps = {
  code: string;
  runTest: (test: HandlerTest) => Promise<TestRun>;
  /** After every run: its error, or null. */
  onError: (error: HandlerError | null) => void;
  onGoToLine: (line: number) => void;
};

const methods = ['POST', 'GET', 'PUT', 'DELETE'] as const;

/** Runs the code in the editor with a sample request. Nothing is stored or sent. */
export function TestPanel({ code, runTest, onError, onGoToLine }: TestPanelProps) {
  const [method, setMethod] = useState<HandlerTest['method']>('POST');
  const [query, setQuery] = useState('');
  const [headers, setHeaders] = useState('content-type: application/json');
  const [body, setBody] = useState(SAMPLE_BODY);
  const test = useMutation({
    mutationFn: () =>
      runTest({ code, method, headers: readHeaderLines(headers), params: readQuery(query), body }),
    onSuccess: ({ outcome }) => onError(outcome.ok ? null : outcome.error),
  });
  return (
    <Card
      title="Test run"
      description="Runs the code above, saved or not, with this request. Nothing is stored or sent."
      actions={
        <Button
          icon={<Play aria-hidden className="size-3.5" />}
          pending={test.isPending}
          onClick={() => test.mutate()}
        >
          Test run
        </Button>
      }
    >
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="flex gap-3">
            <Field label="Method" className="w-28 shrink-0">
              <Select
                value={method}
                onChange={(value) => setMethod(value as HandlerTest['method'])}
                options={methods.map((value) => ({ value, label: value }))}
              />
            </Field>
            <Field label="Query parameters" className="min-w-0 flex-1">
              <Input
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                placeholder="branch=main&run=128"
                className="font-mono"
                spellCheck={false}
              />
            </Field>
          </div>
          <Field label="Headers">
            <Textarea
              value={headers}
              onChange={(event) => setHeaders(event.target.value)}
              rows={2}
              className="min-h-14! font-mono text-sm!"
              spellCheck={false}
            />
          </Field>
          <Field label="Body">
            <Textarea
              value={body}
              onChange={(event) => setBody(event.target.value)}
              rows={6}
              className="max-h-80 font-mono text-sm!"
              spellCheck={false}
            />
          </Field>
        </div>
        <div aria-live="polite" className="min-w-0">
          {test.isError && (
            <p role="alert" className="text-danger-text">
              {test.error.message}
            </p>
          )}
          {test.data && <TestResult run={test.data} onGoToLine={onGoToLine} />}
          {!test.data && !test.isError && (
            <p className="rounded border border-dashed px-4 py-10 text-center text-text-muted">
              The result of a test run appears here.
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}
