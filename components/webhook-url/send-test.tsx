'use client';

import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { sendTestCall } from '@/components/webhook-tokens/token-queries';
import type { EndpointUseProps } from './endpoint-use-props';

// Draws a message, with all that messages can hold.
const TrialCallResult = lazyPart(() => import('./trial-call-result').then((file) => file.TrialCallResult));

type SendTestProps = Pick<EndpointUseProps, 'tokenId' | 'choice' | 'endpoints' | 'samples'> & {
  /** The tool in view: its sample is sent, where there is one, until another is chosen or sent. */
  tool: string;
};

const isReady = (endpointId: string | undefined) => endpointId?.endsWith('_message') ?? false;

/** Has the server send a service's sample to the public address, and shows what came of it. */
export function SendTest({ tokenId, choice, endpoints, samples, tool }: SendTestProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const service = picked ?? samples.find((sample) => sample.service === tool)?.service ?? 'github';
  const [endpoint, setEndpoint] = useState(() => endpoints.find(({ id }) => !isReady(id))?.id);
  const test = useMutation({
    mutationFn: () => sendTestCall(tokenId, { ...choice, endpoint: endpoint ?? '', service }),
  });
  const change = (apply: () => void) => {
    apply();
    test.reset();
  };
  return (
    <div className="flex flex-col gap-3 rounded border px-3.5 py-3">
      <div>
        <h3 className="font-semibold">Send test</h3>
        <p className="text-sm text-text-muted">
          Postern calls its own public address as a service would. The message is posted, marked as a test,
          and not counted.
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-3 *:min-w-44 *:flex-1">
        <Field label="To">
          <Select
            value={endpoint}
            onChange={(next) => change(() => setEndpoint(endpoints.find(({ id }) => id === next)?.id))}
            options={endpoints.map(({ id, label }) => ({ value: id, label }))}
          />
        </Field>
        {!isReady(endpoint) && (
          <Field label="Sample of">
            <Select
              value={service}
              onChange={(next) => change(() => setPicked(next))}
              options={samples.map((sample) => ({ value: sample.service, label: sample.label }))}
            />
          </Field>
        )}
        <Button
          pending={test.isPending}
          icon={<Send aria-hidden className="size-3.5" />}
          onClick={() => {
            setPicked(service);
            test.mutate();
          }}
        >
          Send test
        </Button>
      </div>
      <p role="status" className="text-danger-text text-sm empty:hidden">
        {test.error?.message}
      </p>
      {test.data && <TrialCallResult tokenId={tokenId} call={test.data} />}
    </div>
  );
}
