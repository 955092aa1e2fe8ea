'use client';

import { Command } from 'cmdk';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { wordsOf } from '@/components/ui/forms/words-of';
import { useIsPainted } from '@/components/ui/loading/use-is-painted';
import { ModalPanel, ModalTitle } from '@/components/ui/overlays/modal-panel';
import { useShell } from '../shell-context';
import { PaletteGroup } from './palette-item';
import { useFindable } from './use-findable';

/** ⌘K: go anywhere, generate a token, get a webhook URL. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { goTo } = useShell();
  const [search, setSearch] = useState('');
  // The field is painted first, so that it takes typed keys; the results are drawn after it.
  const isPainted = useIsPainted();
  const go = (href: string) => {
    onClose();
    goTo(href);
  };
  return (
    <ModalPanel
      open
      onDismiss={onClose}
      scrim="scrim"
      className="float motion-pop -translate-x-1/2 fixed top-[12vh] left-1/2 w-[min(36rem,calc(100vw-1.5rem))] overflow-hidden rounded-lg"
    >
      <ModalTitle className="sr-only">Search and commands</ModalTitle>
      {/* The groups filter, so that hidden items are not drawn. */}
      <Command label="Search and commands" loop shouldFilter={false}>
        <Command.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          placeholder="Go to, generate, copy a URL…"
          className="h-12 w-full border-b bg-transparent px-4 text-md outline-none"
        />
        <Command.List className={cn('max-h-[min(24rem,60vh)] overflow-y-auto p-1.5', !isPainted && 'h-96')}>
          {isPainted && <Findings search={search} onGo={go} />}
        </Command.List>
      </Command>
    </ModalPanel>
  );
}

function Findings({ search, onGo }: { search: string; onGo: (href: string) => void }) {
  const groups = useFindable();
  const sought = wordsOf(search);
  return (
    <>
      <Command.Empty className="py-10 text-center text-text-muted">Nothing matches.</Command.Empty>
      {groups.map(({ heading, items }) => (
        <PaletteGroup key={heading} heading={heading} items={items} sought={sought} onGo={onGo} />
      ))}
    </>
  );
}
