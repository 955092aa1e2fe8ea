import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { hasWords } from '@/components/ui/forms/words-of';

/** What the palette finds: its name, and where it leads. */
export type Found = {
  /** Unique among all. */
  value: string;
  name: string;
  /** Found by these words, too. */
  words?: string;
  icon: ReactNode;
  href: string;
};

type PaletteGroupProps = {
  heading: string;
  items: readonly Found[];
  /** The words that are looked for. */
  sought: readonly string[];
  onGo: (href: string) => void;
};

/** Only so many of a long list are shown, since drawing thousands takes longer than typing another letter. */
const MOST_SHOWN = 12;

/** Those of a kind that have all the words; nothing when there are none. */
export function PaletteGroup({ heading, items, sought, onGo }: PaletteGroupProps) {
  const found = items.filter(({ name, words = '' }) => hasWords(`${heading}\n${name}\n${words}`, sought));
  if (found.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-text-muted **:[[cmdk-group-heading]]:text-xs"
    >
      {found.slice(0, MOST_SHOWN).map(({ value, name, icon, href }) => (
        <Command.Item
          key={value}
          value={value}
          onSelect={() => onGo(href)}
          className="flex h-9 cursor-default select-none items-center gap-3 rounded-sm px-2.5 data-[selected=true]:bg-surface-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-text-muted"
        >
          {icon}
          <span dir="auto" className="truncate">
            {name}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
