'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { Counted } from '@/components/ui/text/counted';
import { LocalTime } from '@/components/ui/text/local-time';
import { fetchCall } from '@/components/webhook-tokens/token-queries';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import { type Sample, sampleOf } from './sample-of-call';

type RecordedCallsProps = {
  /** Names the handler among all queries. */
  of: string;
  fetchCalls: () => Promise<RecordedCall[]>;
  onSample: (sample: Sample) => void;
};

/** Fills the sample request with a call that came in: one of the person's own tokens, as their usage history has it. */
export function RecordedCalls({ of, fetchCalls, onSample }: RecordedCallsProps) {
  const calls = useQuery({
    queryKey: ['recorded-calls', of],
    queryFn: fetchCalls,
    enabled: false,
    retry: false,
    gcTime: 0,
  });
  const filling = useMutation({
    mutationFn: async ({ tokenId, id }: CallId) => sampleOf(await fetchCall(tokenId, id)),
  });
  useAskedCall((call) => filling.mutate(call, { onSuccess: ({ sample }) => onSample(sample) }));
  // A call that could not be fetched is not chosen, so it can be chosen again.
  const chosen = filling.isError ? undefined : filling.variables?.id;
  const found = calls.data ?? [];
  const note = filling.error?.message ?? filling.data?.note ?? '';
  return (
    <div className="flex flex-col items-start gap-2">
      {found.length > 0 && (
        <Field
          label="Recorded call"
          className="w-full"
          hint="The last calls of your own tokens, without their credentials."
        >
          <Select
            value={chosen}
            placeholder="Choose one"
            options={found.map((call) => ({ value: call.id, label: <CallLine call={call} /> }))}
            onChange={(id) => {
              const call = found.find((one) => one.id === id);
              // Of several choices the last one fills the fields.
              if (call) filling.mutate(call, { onSuccess: ({ sample }) => onSample(sample) });
            }}
          />
        </Field>
      )}
      <Button
        size="sm"
        icon={<History aria-hidden className="size-3.5" />}
        pending={calls.isFetching}
        onClick={() => {
          filling.reset();
          void calls.refetch();
        }}
      >
        {found.length > 0 ? 'Look for newer calls' : 'Use a recorded call'}
      </Button>
      <p role="status" className="wrap-anywhere text-sm text-text-muted empty:hidden">
        {calls.error?.message}
        {calls.data?.length === 0 &&
          'None of the last calls of your tokens came here. Send one, then try again.'}
        {note}
      </p>
    </div>
  );
}

type CallId = Pick<RecordedCall, 'tokenId' | 'id'>;

/** A message leads here with the call it was drawn from (components/understanding/handler-way.tsx): that one is filled in first. */
function useAskedCall(fill: (call: CallId) => void) {
  const params = useSearchParams();
  const [tokenId, id] = [params.get('token'), params.get('call')];
  const filled = useRef<string | null>(null);
  useEffect(() => {
    if (tokenId === null || id === null || filled.current === id) return;
    filled.current = id;
    fill({ tokenId, id });
  });
}

function CallLine({ call }: { call: RecordedCall }) {
  return (
    <>
      <LocalTime at={call.receivedAt} /> · {call.status} · <Counted count={call.bodySize} one="byte" /> ·{' '}
      <bdi>{call.tokenName}</bdi>
    </>
  );
}
