'use client';

import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import type { SignatureMode } from '@/lib/signatures/schemes';

const MODES = [
  { value: 'OFF', label: 'Off' },
  { value: 'WARN', label: 'Warn' },
  { value: 'REQUIRE', label: 'Require' },
] as const;

const MEANING: Record<SignatureMode, string> = {
  OFF: 'Every call is taken, and nothing is checked.',
  WARN: 'Every call is taken; what is wrong with a signature stands in the usage history of its token.',
  REQUIRE:
    'A call without a right signature is refused; the reason stands in the usage history of its token.',
};

/** What a signature decides. */
export function ModeField({
  value,
  onChange,
}: {
  value: SignatureMode;
  onChange: (mode: SignatureMode) => void;
}) {
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span aria-hidden className="font-medium text-sm">
        Calls without a right signature
      </span>
      <SegmentedControl
        label="Calls without a right signature"
        options={MODES}
        value={value}
        onChange={onChange}
      />
      <p aria-live="polite" className="text-sm text-text-muted">
        {MEANING[value]}
      </p>
    </div>
  );
}
