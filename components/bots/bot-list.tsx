'use client';

import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SearchField } from '@/components/ui/forms/search-field';
import { useSearch } from '@/components/ui/forms/use-search';
import { CreateButton } from '@/components/ui/page/create-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import type { BotSummary } from '@/lib/bots/dto';
import { botKeys, fetchBots } from './bot-queries';
import { BotRow } from './bot-row';
import { CreateBotDialog } from './create-bot-dialog';

/** The list has a search field from this many bots on. */
const SEARCH_FROM = 6;

/** Every bot the person may use. */
export function BotList({ bots: initial }: { bots: BotSummary[] }) {
  const { data: bots } = useQuery({ queryKey: botKeys.all, queryFn: fetchBots, initialData: initial });
  const { typed, setTyped, found, isSought } = useSearch(bots, ({ name, uniqueName }) => [name, uniqueName]);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title="Bots"
        description="Senders with a feed of their own. Services call a bot’s endpoints; its handler turns what they send into messages."
        actions={<CreateButton noun="bot" onClick={() => setCreating(true)} />}
      />
      {bots.length >= SEARCH_FROM && (
        <SearchField label="Search bots" value={typed} onChange={setTyped} className="mb-3 sm:max-w-80" />
      )}
      {found.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-lg border bg-surface-raised" aria-label="Bots">
          {found.map((bot) => (
            <BotRow key={bot.id} bot={bot} />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={<Bot aria-hidden />}
          title={isSought ? `No bot is called “${typed.trim()}”` : 'There is no bot yet'}
          action={<Button onClick={() => setCreating(true)}>Create bot</Button>}
        >
          A bot receives calls from a service under its own name and keeps them in its own feed.
        </EmptyState>
      )}
      <CreateBotDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
