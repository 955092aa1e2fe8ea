'use client';

import { Check, CircleAlert, Copy, ExternalLink, Eye, Hash } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style';
import { cn } from '@/components/ui/cn';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { linkDestination } from '@/lib/messages/markup/safe-url';
import type { MessageButton } from '@/lib/messages/parts/buttons';
import { shorten } from '@/lib/messages/parts/shorten';
import { useMessagePlace } from '../message-place';
import { hrefFor, opensPage } from './platform-link';
import { trusts } from './trusted-hosts';
import { useButtonWork } from './use-button-work';

// Dialogs are fetched after the page, since most messages are only read.
const ahead = { ahead: true };
const LinkDialog = lazyPart(() => import('./link-dialog').then((file) => file.LinkDialog), ahead);
const ConfirmDialog = lazyPart(
  () => import('@/components/ui/overlays/confirm-dialog').then((file) => file.ConfirmDialog),
  ahead,
);

const tones = { positive: 'text-success-text!', negative: 'text-danger-text!', neutral: '' };
const icons = { open: ExternalLink, preview: Eye, copy: Copy, channel: Hash };
const said = { idle: '', pending: 'Working', done: 'Done', failed: 'Failed' };

type MessageActionButtonProps = {
  button: MessageButton;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

/** One button of a message: asks first where that is due, then does it, and shows how it went. */
export function MessageActionButton({
  button,
  variant = 'secondary',
  size = 'sm',
  className,
}: MessageActionButtonProps) {
  const { action, label, tone } = button;
  const place = useMessagePlace();
  const { state, work } = useButtonWork(button);
  const [question, setQuestion] = useState<{ open: boolean; href: string } | null>(null);
  const hintId = useId();
  const hint = hintOf(button);

  const press = () => {
    const href = isLink(action) ? hrefFor(action) : '';
    if (isAsked(button, href)) setQuestion({ open: true, href });
    else void work();
  };
  const setOpen = (open: boolean) => setQuestion((asked) => asked && { ...asked, open });
  const confirmed = () => {
    setOpen(false);
    void work();
  };
  const unavailable = whyUnavailable(button, place);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        pending={state === 'pending'}
        icon={iconOf(action, state)}
        onClick={press}
        disabledReason={unavailable ?? undefined}
        data-tip={hint ?? undefined}
        aria-describedby={hint ? hintId : undefined}
        className={cn('max-w-full', variant === 'secondary' && tones[tone], className)}
      >
        <span className="truncate">{label}</span>
      </Button>
      {hint && !unavailable && (
        <span id={hintId} hidden>
          {hint}
        </span>
      )}
      <span role="status" className="sr-only">
        {state === 'done' && action.kind === 'copy' ? 'Copied' : said[state]}
      </span>
      {question && isLink(action) && (
        <LinkDialog
          open={question.open}
          onOpenChange={setOpen}
          href={question.href}
          kind={action.kind}
          confirm={button.confirm}
        />
      )}
      {question && !isLink(action) && (
        <ConfirmDialog
          open={question.open}
          onOpenChange={setOpen}
          title={button.confirm?.title ?? questionOf(button)}
          description={button.confirm?.description}
          confirmLabel={button.confirm?.buttonText ?? label}
          tone={tone === 'negative' ? 'danger' : 'primary'}
          onConfirm={confirmed}
        />
      )}
    </>
  );
}

type Action = MessageButton['action'];
type Link = Extract<Action, { kind: 'open' | 'preview' }>;

function isLink(action: Action): action is Link {
  return action.kind === 'open' || action.kind === 'preview';
}

/** Whether a question precedes the work. Joining a channel is public, so it is asked, too. */
function isAsked({ action, confirm }: MessageButton, href: string): boolean {
  if (confirm || action.kind === 'preview' || action.kind === 'channel') return true;
  if (action.kind !== 'open') return false;
  const isKnown = opensPage(href) && (isOurs(href) || trusts(linkDestination(href)));
  return !isKnown;
}

function isOurs(href: string): boolean {
  return new URL(href).origin === window.location.origin;
}

function questionOf({ action, label }: MessageButton): string {
  if (action.kind === 'channel') return 'Open this channel? You join it if you are not a member.';
  return `${label}?`;
}

/** What a person is told on hover and focus: the sender's hint, and what is worth knowing before the press. */
function hintOf({ action, hint }: MessageButton): string | null {
  const effect = isLink(action)
    ? `Opens ${linkDestination(action.href)}`
    : action.kind === 'copy'
      ? `Copies “${shorten(action.text, 60)}”`
      : null;
  return [hint, effect].filter(Boolean).join(' · ') || null;
}

/** Why the button cannot be pressed; null: it can. An unavailable button asks no question. */
export function whyUnavailable(
  { action, path }: MessageButton,
  place: ReturnType<typeof useMessagePlace>,
): string | null {
  if (action.kind === 'none') return 'The message does not say what this button does.';
  if (action.kind !== 'answered' && action.kind !== 'channel') return null;
  if (!place) return 'This button works where the message was posted.';
  return place.deadButtons[path] ?? (action.kind === 'answered' ? place.readOnly : null);
}

function iconOf({ kind }: Action, state: 'idle' | 'pending' | 'done' | 'failed'): ReactNode {
  const className = 'size-3 shrink-0';
  if (state === 'done') return <Check aria-hidden className={className} />;
  if (state === 'failed') return <CircleAlert aria-hidden className={className} />;
  if (kind === 'answered' || kind === 'none') return null;
  const Icon = icons[kind];
  return <Icon aria-hidden className={className} />;
}
