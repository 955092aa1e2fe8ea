'use client';

import { Bot } from 'lucide-react';
import { useSentList } from '@/components/shell/use-sent-list';
import { SearchField } from '@/components/ui/forms/search-field';
import { useSearch } from '@/components/ui/forms/use-search';
import { LinkedRows } from '@/components/ui/lists/linked-rows';
import { ListPage } from '@/components/ui/page/list-page';
import type { BotSummary } from '@/lib/bots/dto';
import { botKeys, fetchBots } from './bot-queries';
import { BotRow } from './bot-row';
import { CreateBotDialog } from './create-bot-dialog';

/** The list has a search field from this many bots on. */
const SEARCH_FROM = 6;

/** Every bot the person may use. */
export function BotList({ bots: initial }: { bots: BotSummary[] }) {
  const bots = useSentList(botKeys.all, fetchBots, initial);
  const { typed, setTyped, found, isSought } = useSearch(bots, ({ name, uniqueName }) => [name, uniqueName]);
  return (
    <ListPage
      title="Bots"
      description="Senders with a feed of their own. Services call a bot’s endpoints; its handler turns what they send into messages."
      noun="bot"
      CreateDialog={CreateBotDialog}
      empty={
        found.length > 0
          ? null
          : {
              icon: <Bot aria-hidden />,
              sought: isSought ? typed.trim() : null,
              text: 'A bot receives calls from a service under its own name and keeps them in its own feed.',
            }
      }
    >
      {bots.length >= SEARCH_FROM && (
        <SearchField label="Search bots" value={typed} onChange={setTyped} className="mb-3 sm:max-w-80" />
      )}
      {found.length > 0 && (
        <LinkedRows of={found} label="Bots">
          {(bot) => <BotRow key={bot.id} bot={bot} />}
        </LinkedRows>
      )}
    </ListPage>
  );
}
