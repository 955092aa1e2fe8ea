import { Hash, Lock } from 'lucide-react';
import type { MyChannel } from '@/lib/channels/dto';

type ChannelIconProps = { access: MyChannel['access']; className?: string };

/** The one sign of a channel: a hash for open ones, a lock, which is read out, for private ones. */
export function ChannelIcon({ access, className = 'size-4 shrink-0 text-text-muted' }: ChannelIconProps) {
  if (access === 'PRIVATE') return <Lock role="img" aria-label="Private channel" className={className} />;
  return <Hash aria-hidden className={className} />;
}
