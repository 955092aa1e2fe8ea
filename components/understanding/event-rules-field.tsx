'use client';

import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/forms/input';
import { Switch } from '@/components/ui/forms/switch';
import { IconButton } from '@/components/ui/icon-button';
import type { Understanding } from '@/lib/understanding/schema';

type Rules = Understanding['events'];
type EventRulesFieldProps = { value: Rules; onChange: (value: Rules) => void };

const MOST = 50;

/** Events, or states, that are posted or not; the last line that fits decides. */
export function EventRulesField({ value, onChange }: EventRulesFieldProps) {
  const change = (at: number, part: Partial<Rules[number]>) =>
    onChange(value.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  const add = useRef<HTMLButtonElement>(null);
  const remove = (at: number) => {
    // The last line's button goes away.
    add.current?.focus({ preventScroll: true });
    onChange(value.filter((_, index) => index !== at));
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Events</legend>
      {value.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place.
        <div key={at} className="flex min-w-0 items-center gap-3">
          <Input
            aria-label={`Event ${at + 1}`}
            value={rule.pattern}
            maxLength={100}
            spellCheck={false}
            placeholder="pull_request.*"
            className="font-mono text-sm"
            onChange={(event) => change(at, { pattern: event.target.value })}
          />
          <Switch
            label={`Post ${rule.pattern || `event ${at + 1}`}`}
            checked={rule.on}
            onCheckedChange={(on) => change(at, { on })}
          />
          <span aria-hidden className="w-6 shrink-0 text-sm text-text-muted">
            {rule.on ? 'On' : 'Off'}
          </span>
          <IconButton
            label={`Remove ${rule.pattern || `event ${at + 1}`}`}
            size="sm"
            onClick={() => remove(at)}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {value.length < MOST && (
        <Button
          ref={add}
          size="sm"
          className="w-fit"
          icon={<Plus aria-hidden className="size-3.5" />}
          onClick={() => onChange([...value, { pattern: '', on: false }])}
        >
          Add an event
        </Button>
      )}
      <p className="text-sm text-text-muted">
        By its name at the service (<code>push</code>, <code>workflow_run.completed</code>) or its state (
        <code>firing</code>, <code>resolved</code>); <code>*</code> stands for any characters. The last line
        that fits decides; what none fits is posted. What is off is accepted, and the usage history says why
        it was not posted.
      </p>
    </fieldset>
  );
}
