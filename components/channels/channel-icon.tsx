import { Hash, Lock } from 'lucide-react';
import type { MyChannel } from '@/lib/channels/dto';

type ChannelIconProps = { access: MyChannel['access']; className?: string };

/** The icon of a channel: a hash for an open one, a lock for a private one. Screen readers read out the lock. */
export function ChannelIcon({ access, className = 'size-4 shrink-0 text-text-muted' }: ChannelIconProps) {
  if (access === 'PRIVATE') return <Lock role="img" aria-label="Private channel" className={className} />;
  return <Hash aria-hidden className={className} />;
}
