'use client';

import { useMessageParts } from '../message-context';
import { MessageActionButton } from './message-action-button';

/** An instant button inside a text; its label alone when the message does not say what it does. */
export function ReferenceButton({ reference, label }: { reference: string; label: string }) {
  const { references } = useMessageParts();
  const button = references[reference];
  if (!button) return <span className="font-medium">{label}</span>;
  return (
    <span className="inline-flex max-w-full align-middle">
      <MessageActionButton button={{ ...button, label }} />
    </span>
  );
}
