'use client';

import { useQuery } from '@tanstack/react-query';
import { KeyRound, Link2, Plus, ShieldCheck, UserRound, Users } from 'lucide-react';
import { botFeedHref } from '@/components/bots/bot-hrefs';
import { botKeys, fetchBots } from '@/components/bots/bot-queries';
import { ChannelIcon } from '@/components/channels/channel-icon';
import { channelKeys, fetchChannels } from '@/components/channels/channel-queries';
import { extensionHref } from '@/components/extensions/extension-hrefs';
import { extensionKeys, fetchExtensions } from '@/components/extensions/extension-queries';
import { fetchMembers, memberHref, memberKeys } from '@/components/members/members-queries';
import { steadyNowMs } from '@/components/step-up/clock/steady-now';
import { useStepUpEnd } from '@/components/step-up/clock/step-up-clock';
import { Avatar } from '@/components/ui/avatar';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import { fetchTokens, tokenKeys } from '@/components/webhook-tokens/token-queries';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import { useShell } from '../shell-context';
import { tools } from '../tools/tools';
import type { Found } from './palette-item';

type FoundGroup = { heading: string; items: readonly Found[] };

/** Everything the palette can go to. What the navigation lists is there at once, the rest as it is fetched. */
export function useFindable(): FoundGroup[] {
  return [
    { heading: 'Webhook Tokens', items: useTokens() },
    { heading: 'Channels', items: useChannels() },
    { heading: 'Bots', items: useBots() },
    { heading: 'Extensions', items: useExtensions() },
    { heading: 'People', items: usePeople() },
    { heading: 'Go to', items: places },
  ];
}

const commands: Found[] = [
  {
    value: 'generate',
    name: 'Generate New Token',
    icon: <Plus aria-hidden />,
    href: `${TOKENS_HREF}?do=generate`,
  },
  {
    value: 'url',
    name: 'Get Webhook URL',
    words: 'copy',
    icon: <Link2 aria-hidden />,
    href: `${TOKENS_HREF}?do=url`,
  },
];

const places: Found[] = [
  ...tools.map(({ href, name, icon: Icon }) => ({
    value: `tool ${name}`,
    name,
    icon: <Icon aria-hidden />,
    href,
  })),
  { value: 'members', name: 'Members', icon: <Users aria-hidden />, href: '/members' },
  { value: 'account', name: 'Account', icon: <UserRound aria-hidden />, href: '/settings/account' },
  { value: 'security', name: 'Security', icon: <ShieldCheck aria-hidden />, href: '/settings/security' },
  { value: 'sessions', name: 'Sessions', icon: <KeyRound aria-hidden />, href: '/settings/sessions' },
];

/** The names of tokens are the module's: asked for only while it is open, and not shown from what was asked before. */
function useTokens(): Found[] {
  const { stepUp } = useShell();
  const endMs = useStepUpEnd(stepUp);
  const isOpen = endMs !== null && endMs > steadyNowMs();
  const { data } = useQuery({ queryKey: tokenKeys.list(), queryFn: () => fetchTokens(), enabled: isOpen });
  if (!isOpen || !data) return commands;
  const tokens = data.map(({ id, name }) => ({
    value: `token ${id}`,
    name,
    words: 'usage history',
    icon: <KeyRound aria-hidden />,
    href: `${TOKENS_HREF}/${id}`,
  }));
  return [...commands, ...tokens];
}

function useChannels(): Found[] {
  const { feeds } = useShell();
  const { data = feeds.channels } = useQuery({ queryKey: channelKeys.all, queryFn: fetchChannels });
  return data.map(({ uniqueName, name, access }) => ({
    value: `channel ${uniqueName}`,
    name,
    words: uniqueName,
    icon: <ChannelIcon access={access} />,
    href: `/channels/${uniqueName}`,
  }));
}

function useBots(): Found[] {
  const { feeds } = useShell();
  const { data = feeds.bots } = useQuery({ queryKey: botKeys.all, queryFn: fetchBots });
  return data.map(({ id, uniqueName, name, imageUrl }) => ({
    value: `bot ${uniqueName}`,
    name,
    words: uniqueName,
    icon: (
      <Avatar
        of={id}
        name={name}
        imageUrl={botPictureSrc({ uniqueName, imageUrl })}
        size="sm"
        className="-mx-0.5"
      />
    ),
    href: botFeedHref(uniqueName),
  }));
}

function useExtensions(): Found[] {
  const { data = [] } = useQuery({ queryKey: extensionKeys.all, queryFn: fetchExtensions });
  return data.map(({ number, name }) => ({
    value: `extension ${number}`,
    name,
    icon: <Avatar of={name} name={name} size="sm" className="-mx-0.5" />,
    href: extensionHref(number),
  }));
}

/** Those with whom there is a chat; for administrators everybody else too, in the list of members. */
function usePeople(): Found[] {
  const { feeds, user } = useShell();
  const { data = [] } = useQuery({
    queryKey: memberKeys.all,
    queryFn: fetchMembers,
    enabled: user.administrator,
  });
  const icon = (id: string, name: string) => <Avatar of={id} name={name} size="sm" className="-mx-0.5" />;
  const chats = feeds.chats.map(({ feedId, partnerId, name }) => ({
    value: `chat ${feedId}`,
    name,
    icon: icon(partnerId, name),
    href: `/chats/${feedId}`,
  }));
  const partners = new Set(feeds.chats.map(({ partnerId }) => partnerId));
  const others = data
    .filter(({ id }) => !partners.has(id))
    .map(({ id, name, email }) => ({
      value: `member ${id}`,
      name,
      words: email,
      icon: icon(id, name),
      href: memberHref(id),
    }));
  return [...chats, ...others];
}
