'use client';

import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

type TabsProps = {
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  onChange?: (value: string) => void;
  /** The name of the row of tabs, for screen readers. */
  label: string;
};

export function Tabs({ tabs, value, onChange, label }: TabsProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} defaultValue={value ? undefined : tabs[0]?.value}>
      <Primitive.List aria-label={label} className="flex gap-5 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-10 whitespace-nowrap border-transparent border-b-2 font-medium text-text-muted hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
