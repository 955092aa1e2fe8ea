import { Bot, Hash, KeyRound, type LucideIcon, Puzzle } from 'lucide-react';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';

type Tool = { href: string; name: string; line: string; icon: LucideIcon };

/** The tools of Bots & Tools, in their order. */
export const tools: readonly Tool[] = [
  {
    href: '/bots-and-tools/bots',
    name: 'Bots',
    line: 'Senders with a feed of their own and code that reads calls',
    icon: Bot,
  },
  {
    href: '/bots-and-tools/extensions',
    name: 'Extensions',
    line: 'Apps that subscribe to another service, in sandbox and published',
    icon: Puzzle,
  },
  {
    href: '/bots-and-tools/channels',
    name: 'Channels',
    line: 'Where a team reads, with an endpoint that posts',
    icon: Hash,
  },
  {
    href: TOKENS_HREF,
    name: 'Webhook Tokens',
    line: 'Keys that let outside services post as you',
    icon: KeyRound,
  },
];
