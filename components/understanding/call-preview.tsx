'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { MessageBody } from '@/components/messages/message-body';
import type { Understanding } from '@/lib/understanding/schema';
import { type MessageId, postPreview, understandingKeys } from './understanding-queries';

const TYPING_MS = 250;

/** The call at hand, drawn by the server with settings that are being written. */
export function CallPreview({
  message,
  understanding,
}: {
  message: MessageId;
  understanding: Understanding;
}) {
  const set = useSettled(JSON.stringify(understanding));
  const preview = useQuery({
    queryKey: understandingKeys.preview(message, set),
    queryFn: () => postPreview(message, JSON.parse(set)),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, error } = preview;
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-1.5">
      <p className="font-medium text-sm">This call would read</p>
      <div aria-live="polite" className="min-w-0 rounded border bg-surface px-4 py-3">
        {error && <p className="text-danger-text">{error.message}</p>}
        {!error && data && <MessageBody content={data.message} mentions={{}} />}
        {!error && !data && <p className="text-text-muted">Drawing…</p>}
      </div>
      {!error && data?.silence && <p className="text-sm text-warning-text">{data.silence}</p>}
    </section>
  );
}

/** A text that nobody has changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
