import { cn } from '@/components/ui/cn';
import type { MessageButton } from '@/lib/messages/message-buttons';
import { MessageActionButton } from './message-action-button';

type MessageButtonRowProps = {
  buttons: MessageButton[];
  /** The message is a question and these are its answers: one stands out, and on a phone each takes the whole width. */
  prompt?: boolean;
};

export function MessageButtonRow({ buttons, prompt = false }: MessageButtonRowProps) {
  if (buttons.length === 0) return null;
  const main = Math.max(
    0,
    buttons.findIndex(({ tone }) => tone === 'positive'),
  );
  return (
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
  );
}
