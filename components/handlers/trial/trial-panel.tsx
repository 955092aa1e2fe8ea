'use client';

import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { StepUpOnDemand } from '@/components/step-up/step-up-on-demand';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Select } from '@/components/ui/forms/select';
import { Textarea } from '@/components/ui/forms/textarea';
import type { TestRun } from '@/lib/handlers/dto';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import type { HandlerTest } from '@/lib/handlers/schema';
import { SAMPLE_BODY } from '@/lib/handlers/template';
import type { HandlerError } from '@/lib/handlers/types';
import { readHeaderLines, readQuery } from './header-lines';
import { RecordedCalls } from './recorded-calls';
import type { Sample } from './sample-of-call';
import { TrialResult } from './trial-result';

type TrialPanelProps = {
  /** Names the handler. */
  of: string;
  code: string;
  runTest: (test: HandlerTest) => Promise<TestRun>;
  fetchCalls: () => Promise<RecordedCall[]>;
  /** After every run: its error, or null. */
  onError: (error: HandlerError | null) => void;
  onGoToLine: (line: number) => void;
};

const methods = ['POST', 'GET', 'PUT', 'DELETE', 'HEAD'] as const;
const FIRST_SAMPLE: Sample = {
  method: 'POST',
  query: '',
  headers: 'content-type: application/json',
  body: SAMPLE_BODY,
};

/** Runs the code in the editor with a sample request. Nothing is stored or sent. */
export function TrialPanel({ of, code, runTest, fetchCalls, onError, onGoToLine }: TrialPanelProps) {
  const { user } = useShell();
  const [sample, setSample] = useState(FIRST_SAMPLE);
  const { method, query, headers, body } = sample;
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
          <StepUpOnDemand
            email={user.email}
            reason="Recorded calls are part of your usage history, so we check that it is really you. This lasts 15 minutes."
          >
            <RecordedCalls of={of} fetchCalls={fetchCalls} onSample={setSample} />
          </StepUpOnDemand>
          <SampleFields sample={sample} onChange={(change) => setSample({ ...sample, ...change })} />
        </div>
        <div aria-live="polite" className="min-w-0">
          {test.isError && (
            <p role="alert" className="text-danger-text">
              {test.error.message}
            </p>
          )}
          {test.data && <TrialResult run={test.data} onGoToLine={onGoToLine} />}
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

type SampleFieldsProps = { sample: Sample; onChange: (change: Partial<Sample>) => void };

function SampleFields({ sample, onChange }: SampleFieldsProps) {
  return (
    <>
      <div className="flex gap-3">
        <Field label="Method" className="w-28 shrink-0">
          <Select
            value={sample.method}
            onChange={(value) => onChange({ method: value as Sample['method'] })}
            options={methods.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field label="Query parameters" className="min-w-0 flex-1">
          <Input
            value={sample.query}
            onChange={(event) => onChange({ query: event.target.value })}
            placeholder="branch=main&run=128"
            className="font-mono"
            spellCheck={false}
          />
        </Field>
      </div>
      <Field label="Headers">
        <Textarea
          value={sample.headers}
          onChange={(event) => onChange({ headers: event.target.value })}
          rows={2}
          className="max-h-40 min-h-14! font-mono text-sm!"
          spellCheck={false}
        />
      </Field>
      <Field label="Body">
        <Textarea
          value={sample.body}
          onChange={(event) => onChange({ body: event.target.value })}
          rows={6}
          className="max-h-80 font-mono text-sm!"
          spellCheck={false}
        />
      </Field>
    </>
  );
}
