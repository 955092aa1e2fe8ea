'use client';

import { Switch } from '@/components/ui/forms/switch';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { useStatus } from './use-token-changes';

/** Status: on, or off with every call refused. */
export function TokenStatus({ token }: { token: TokenRow }) {
  const status = useStatus(token);
  const enabled = status.wish ?? token.enabled;
  return (
    <span className="relative z-1 inline-flex items-center gap-2">
      <Switch
        checked={enabled}
        onCheckedChange={(wanted) => status.mutate(wanted)}
        label={`Status of ${token.name}`}
        pending={status.isPending}
      />
      <span aria-hidden className="w-6 text-sm text-text-muted">
        {enabled ? 'On' : 'Off'}
      </span>
    </span>
  );
}
