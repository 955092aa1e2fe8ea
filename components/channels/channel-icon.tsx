import { Hash, Lock } from 'lucide-react';
import type { MyChannel } from '@/lib/channels/dto';

/** A hash for open channels, a lock for private ones. */
export function ChannelIcon({ access, className }: { access: MyChannel['access']; className?: string }) {
  const Icon = access === 'PRIVATE' ? Lock : Hash;
  return <Icon aria-hidden className={className ?? 'size-4 shrink-0 text-text-muted'} />;
}
