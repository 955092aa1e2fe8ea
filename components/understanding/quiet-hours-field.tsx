'use client';

import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Switch } from '@/components/ui/forms/switch';
import type { Understanding } from '@/lib/understanding/schema';

type Hours = Understanding['quietHours'];
type QuietHoursFieldProps = { value: Hours; onChange: (value: Hours) => void };

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Hours of the day in which only problems are posted. */
export function QuietHoursField({ value, onChange }: QuietHoursFieldProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <div className="flex items-center gap-3">
        <Switch
          label="Quiet hours"
          checked={value !== null}
          onCheckedChange={(on) => onChange(on ? { timeZone: ownZone(), from: '22:00', to: '07:00' } : null)}
        />
        <span className="font-medium text-sm">Quiet hours</span>
      </div>
      <p className="text-sm text-text-muted">
        Only what is firing or failed is posted, and its end; the rest stays in the usage history.
      </p>
      {value && (
        <div className="flex flex-wrap gap-3">
          <Field label="From" className="w-32">
            <Input
              type="time"
              required
              value={value.from}
              onChange={(event) => onChange({ ...value, from: event.target.value })}
            />
          </Field>
          <Field label="To" className="w-32">
            <Input
              type="time"
              required
              value={value.to}
              onChange={(event) => onChange({ ...value, to: event.target.value })}
            />
          </Field>
          <Field label="Time zone" className="min-w-48 flex-1">
            <Input
              value={value.timeZone}
              spellCheck={false}
              onChange={(event) => onChange({ ...value, timeZone: event.target.value })}
            />
          </Field>
        </div>
      )}
    </fieldset>
  );
}
