'use client';

import { Check, Copy, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { cn } from '@/components/ui/cn';
import { copyText } from '@/components/ui/copy-text';
import { toast } from '@/components/ui/toaster';
import { Tooltip } from '@/components/ui/tooltip';
import type { MessageButton } from '@/lib/messages/message-buttons';
import { linkDestination } from '@/lib/messages/safe-url';

const tones = { positive: 'text-success-text!', negative: 'text-danger-text!', neutral: '' };

export function MessageButtonRow({ buttons }: { buttons: MessageButton[] }) {
  if (buttons.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {buttons.map((button, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the buttons of a message never change places.
        <MessageActionButton key={index} button={button} />
      ))}
    </div>
  );
}

/** One button of a message: a link that says where it goes, a copy, or, for what only Cliq could run, its label. */
export function MessageActionButton({ button }: { button: MessageButton }) {
  const { action, label, hint, tone } = button;
  if (action.kind === 'open') {
    const destination = linkDestination(action.href);
    return (
      <Tooltip content={hint ? `${hint} · Opens ${destination}` : `Opens ${destination}`}>
        <a
          href={action.href}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          className={buttonStyle('secondary', 'sm', cn('max-w-full', tones[tone]))}
        >
          <span className="truncate">{label}</span>
          <ExternalLink aria-hidden className="size-3 shrink-0 text-text-muted" />
        </a>
      </Tooltip>
    );
  }
  if (action.kind === 'copy') return <CopyAction label={label} hint={hint} text={action.text} tone={tone} />;
  const reason = `${hint ? `${hint} · ` : ''}This button runs ${action.type}, which Postern does not do.`;
  return (
    <Button variant="secondary" size="sm" disabledReason={reason} className={cn('max-w-full', tones[tone])}>
      <span className="truncate">{label}</span>
    </Button>
  );
}

type CopyActionProps = { label: string; hint: string | null; text: string; tone: MessageButton['tone'] };

function CopyAction({ label, hint, text, tone }: CopyActionProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await copyText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      toast.error('The browser did not allow copying.');
    }
  };
  const icon = copied ? <Check aria-hidden className="size-3" /> : <Copy aria-hidden className="size-3" />;
  return (
    <Tooltip content={hint ?? `Copies “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`}>
      <Button size="sm" icon={icon} onClick={copy} className={cn('max-w-full', tones[tone])}>
        <span className="truncate">{label}</span>
        <span role="status" className="sr-only">
          {copied ? 'Copied' : ''}
        </span>
      </Button>
    </Tooltip>
  );
}
