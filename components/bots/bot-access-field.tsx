'use client';

import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import type { BotSummary } from '@/lib/bots/dto';

type BotAccessFieldProps = { value: BotSummary['access']; onChange: (value: BotSummary['access']) => void };

const options = [
  { value: 'ORGANIZATION', label: 'Organisation' },
  { value: 'PERSONAL', label: 'Personal' },
] as const;
const hints = {
  ORGANIZATION: 'Everybody can subscribe to it and send through it with their own webhook tokens.',
  PERSONAL: 'Only its creator can see and use it. Calls with other people’s tokens are refused.',
};

/** Who may see and use a bot. */
export function BotAccessField({ value, onChange }: BotAccessFieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-sm" aria-hidden>
        Access
      </span>
      <SegmentedControl wide label="Access" options={options} value={value} onChange={onChange} />
      <p className="text-sm text-text-muted">{hints[value]}</p>
    </div>
  );
}
