'use client';

import { useQuery } from '@tanstack/react-query';
import { Bot, Plus, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/forms/input';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import type { BotSummary } from '@/lib/bots/dto';
import { botKeys, fetchBots } from './bot-queries';
import { BotRow } from './bot-row';
import { CreateBotDialog } from './create-bot-dialog';

/** Below this many a search is in the way. */
const SEARCH_FROM = 6;

/** Every bot the person may use. */
export function BotList({ bots: initial }: { bots: BotSummary[] }) {
  const { data: bots } = useQuery({ queryKey: botKeys.all, queryFn: fetchBots, initialData: initial });
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  // What is typed stands in the field before the list follows.
  const sought = useDeferredValue(search.trim().toLowerCase());
  const found = bots.filter(({ name, uniqueName }) =>
    `${name}\n${uniqueName}`.toLowerCase().includes(sought),
  );
  return (
    <>
      <PageHeader
        title="Bots"
        description="Senders with a feed of their own. Services call a bot’s endpoints; its handler turns what they send into messages."
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setCreating(true)}
          >
            Create bot
          </Button>
        }
      />
      {bots.length >= SEARCH_FROM && (
        <div className="relative mb-3 sm:max-w-80">
          <Search
            aria-hidden
            className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-text-muted"
          />
          <Input
            type="search"
            aria-label="Search bots"
            placeholder="Search bots"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="ps-9!"
          />
        </div>
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
          title={sought ? `No bot is called “${search.trim()}”` : 'There is no bot yet'}
          action={<Button onClick={() => setCreating(true)}>Create bot</Button>}
        >
          A bot receives calls from a service under its own name and keeps them in its own feed.
        </EmptyState>
      )}
      <CreateBotDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
