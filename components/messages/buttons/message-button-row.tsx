'use client';

import { cn } from '@/components/ui/cn';
import type { MessageButton } from '@/lib/messages/parts/buttons';
import { useMessagePlace } from '../message-place';
import { MessageActionButton, whyUnavailable } from './message-action-button';

type MessageButtonRowProps = {
  buttons: MessageButton[];
  /** The message is a question and these are its answers: one stands out, and on a phone each takes the whole width. */
  prompt?: boolean;
};

/** Buttons side by side. Below them stands why some are unavailable, each reason once, for readers without a pointer. */
export function MessageButtonRow({ buttons, prompt = false }: MessageButtonRowProps) {
  const place = useMessagePlace();
  if (buttons.length === 0) return null;
  const reasons = place ? [...new Set(buttons.flatMap((button) => whyUnavailable(button, place) ?? []))] : [];
  const main = Math.max(
    0,
    buttons.findIndex(({ tone }) => tone === 'positive'),
  );
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className={cn('flex flex-wrap gap-2', prompt && 'flex-col pt-1 sm:flex-row')}>
        {buttons.map((button, index) => (
          <MessageActionButton
            key={button.path}
            button={button}
            variant={prompt && index === main ? 'primary' : 'secondary'}
            size={prompt ? 'md' : 'sm'}
            className={prompt ? 'w-full sm:w-auto' : undefined}
          />
        ))}
      </div>
      {reasons.map((reason) => (
        <p key={reason} className="wrap-anywhere text-text-muted text-xs">
          {reason}
        </p>
      ))}
    </div>
  );
}
