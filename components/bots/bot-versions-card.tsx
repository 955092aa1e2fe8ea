'use client';

import { VersionList } from '@/components/handlers/versions/version-list';
import { Card } from '@/components/ui/card';
import type { BotSettings } from '@/lib/bots/dto';
import { putVersion } from './bot-queries';
import { useBotChange } from './use-bot-change';

/** What the bot's handler was; nothing before the first save. */
export function BotVersionsCard({ bot }: { bot: BotSettings }) {
  const { versions, handlerCode, uniqueName } = bot;
  const rollingBack = useBotChange((version: number) => putVersion(uniqueName, version));
  if (versions.length === 0) return null;
  // Where it was saved more than once, the newest is meant.
  const present = versions.find(({ code }) => code === handlerCode)?.version ?? null;
  return (
    <Card flush title="Versions" description="Every save is kept, the last fifty of them.">
      <VersionList
        versions={versions.map(({ savedBy, savedAt, ...version }) => ({
          ...version,
          note: version.code === null ? 'The handler was removed.' : '',
          by: savedBy,
          at: savedAt,
        }))}
        present={present}
        presentLabel="In use"
        savedCode={handlerCode}
        rollBack={(version) => rollingBack.mutateAsync(version)}
        consequence="Calls run it from then on. It becomes the newest version, and the others stay."
        doneText={(version) => `Calls run the code of version ${version} from now on.`}
      />
    </Card>
  );
}
