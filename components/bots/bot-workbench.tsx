'use client';

import { HandlerWorkbench } from '@/components/handlers/handler-workbench';
import type { BotSettings } from '@/lib/bots/dto';
import { botKeys, fetchRecordedCalls, postTestRun, putHandler } from './bot-queries';

/** The bot's incoming handler: code and test run. */
export function BotWorkbench({ bot }: { bot: BotSettings }) {
  return (
    <HandlerWorkbench
      draftOf={`bot ${bot.id} handler`}
      feedId={bot.feedId}
      title="Incoming handler"
      description="JavaScript that receives every call to the incoming endpoint and returns the message to post."
      savedCode={bot.handlerCode}
      queryKey={botKeys.all}
      save={(code) => putHandler(bot.uniqueName, code)}
      removalText="Calls are shown in the default form from then on. The code stays among the versions."
      failures={bot.failures}
      savedText="Saved. Calls run this code from now on."
      runTest={(test) => postTestRun(bot.uniqueName, test)}
      fetchCalls={() => fetchRecordedCalls(bot.uniqueName)}
    />
  );
}
