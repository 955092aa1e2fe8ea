'use client';

import { Command } from 'cmdk';
import { Hash, KeyRound, Link2, Lock, Plus, ShieldCheck, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { beforeLeaving } from '@/components/unsaved/unsaved';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import { useShell } from './shell-context';
import { tools } from './tools';

/** ⌘K: go anywhere, generate a token, get a webhook URL. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { feeds } = useShell();
  const go = (href: string) => () => {
    onClose();
    beforeLeaving(() => router.push(href));
  };
  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Portal>
        <Primitive.Overlay className="scrim motion-fade fixed inset-0 z-50" />
        <Primitive.Content
          aria-describedby={undefined}
          className="float motion-pop -translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] overflow-hidden rounded-lg outline-none"
        >
          <Primitive.Title className="sr-only">Search and commands</Primitive.Title>
          <Command label="Search and commands" loop>
            <Command.Input
              placeholder="Go to, generate, copy a URL…"
              className="h-12 w-full border-b bg-transparent px-4 text-md outline-none"
            />
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
              <Command.Empty className="py-10 text-center text-text-muted">Nothing matches.</Command.Empty>
              <Group heading="Webhook Tokens">
                <Item icon={<Plus aria-hidden />} onSelect={go(`${TOKENS_HREF}?do=generate`)}>
                  Generate New Token
                </Item>
                <Item icon={<Link2 aria-hidden />} onSelect={go(`${TOKENS_HREF}?do=url`)} keywords={['copy']}>
                  Get Webhook URL
                </Item>
              </Group>
              <Group heading="Channels">
                {feeds.channels.map(({ uniqueName, name, access }) => (
                  <Item
                    key={uniqueName}
                    value={`channel ${uniqueName}`}
                    keywords={[name]}
                    icon={access === 'PRIVATE' ? <Lock aria-hidden /> : <Hash aria-hidden />}
                    onSelect={go(`/channels/${uniqueName}`)}
                  >
                    {name}
                  </Item>
                ))}
              </Group>
              <Group heading="Bots">
                {feeds.bots.map(({ id, uniqueName, name, imageUrl }) => (
                  <Item
                    key={uniqueName}
                    value={`bot ${uniqueName}`}
                    keywords={[name]}
                    icon={
                      <Avatar
                        of={id}
                        name={name}
                        imageUrl={botPictureSrc({ uniqueName, imageUrl })}
                        size="sm"
                        className="-mx-0.5"
                      />
                    }
                    onSelect={go(`/bots/${uniqueName}`)}
                  >
                    {name}
                  </Item>
                ))}
              </Group>
              {feeds.chats.length > 0 && (
                <Group heading="Direct messages">
                  {feeds.chats.map(({ feedId, partnerId, name }) => (
                    <Item
                      key={feedId}
                      value={`chat ${feedId}`}
                      keywords={[name]}
                      icon={<Avatar of={partnerId} name={name} size="sm" className="-mx-0.5" />}
                      onSelect={go(`/chats/${feedId}`)}
                    >
                      {name}
                    </Item>
                  ))}
                </Group>
              )}
              <Group heading="Go to">
                {tools.map(({ href, name, icon: Icon }) => (
                  <Item key={href} value={`tool ${name}`} icon={<Icon aria-hidden />} onSelect={go(href)}>
                    {name}
                  </Item>
                ))}
                <Item icon={<Users aria-hidden />} onSelect={go('/members')}>
                  Members
                </Item>
                <Item icon={<ShieldCheck aria-hidden />} onSelect={go('/settings/security')}>
                  Security
                </Item>
                <Item icon={<KeyRound aria-hidden />} onSelect={go('/settings/sessions')}>
                  Sessions
                </Item>
              </Group>
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-text-muted **:[[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = {
  icon: ReactNode;
  onSelect: () => void;
  children: string;
  value?: string;
  keywords?: string[];
};

function Item({ icon, onSelect, children, value = children, keywords = [] }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[children, ...keywords]}
      onSelect={onSelect}
      className="flex h-9 cursor-default select-none items-center gap-3 rounded-sm px-2.5 data-[selected=true]:bg-surface-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-text-muted"
    >
      {icon}
      <span dir="auto" className="truncate">
        {children}
      </span>
    </Command.Item>
  );
}
