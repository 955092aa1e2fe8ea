'use client';

import { ShieldCheck } from 'lucide-react';
import type { ElementType, ReactNode } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { Avatar } from '@/components/ui/avatar';

/** Why it is asked where nothing else is said. */
export const REASON =
  'Webhook Tokens can post in your name, so we check that it is really you. This lasts 15 minutes.';

type GateFrameProps = {
  Title: ElementType;
  title: string;
  text: ReactNode;
  /** Whose identity is checked. It cannot be changed here. */
  email?: string;
  /** "Step 1 of 2" of setting up. */
  step?: string;
  children: ReactNode;
};

/** One step of the gate: what is asked of whom, and the way to do it. */
export function GateFrame({ Title, title, text, email, step, children }: GateFrameProps) {
  const { user } = useShell();
  return (
    <div className="flex flex-col px-5 py-6 sm:px-8 sm:py-8">
      <div className="mb-4 flex items-center justify-between gap-4">
        <span className="flex size-10 items-center justify-center rounded bg-accent-soft text-accent-text">
          <ShieldCheck aria-hidden className="size-5" />
        </span>
        {step && <span className="text-sm text-text-muted">{step}</span>}
      </div>
      <Title className="font-semibold text-lg tracking-tight">{title}</Title>
      <div className="mt-1.5 text-pretty text-text-muted">{text}</div>
      {email && (
        <div className="mt-5 flex items-center gap-2.5 rounded border bg-surface-sunken px-3 py-2">
          <Avatar of={user.id} name={user.name} size="sm" />
          <span className="wrap-anywhere min-w-0">
            <span className="sr-only">Account: </span>
            {email}
          </span>
        </div>
      )}
      <div className="mt-5">{children}</div>
    </div>
  );
}
