import { Bot, Hash, KeyRound, type LucideIcon, Puzzle } from 'lucide-react';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';

/** `line` is short enough for the side list, `purpose` says it in full. */
type Tool = { href: string; name: string; line: string; purpose: string; icon: LucideIcon };

/** The tools of Bots & Tools, in their order. */
export const tools: readonly Tool[] = [
  {
    href: '/bots-and-tools/bots',
    name: 'Bots',
    line: 'Senders with their own feed',
    purpose: 'Senders with a feed of their own and code that reads calls',
    icon: Bot,
  },
  {
    href: '/bots-and-tools/extensions',
    name: 'Extensions',
    line: 'Apps for other services',
    purpose: 'Apps that subscribe to another service, in sandbox and published',
    icon: Puzzle,
  },
  {
    href: '/bots-and-tools/channels',
    name: 'Channels',
    line: 'Where your team reads',
    purpose: 'Where a team reads, with an endpoint that posts',
    icon: Hash,
  },
  {
    href: TOKENS_HREF,
    name: 'Webhook Tokens',
    line: 'Keys for outside services',
    purpose: 'Keys that let outside services post as you',
    icon: KeyRound,
  },
];
