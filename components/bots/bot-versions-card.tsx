'use client';

import { VersionList } from '@/components/handlers/versions/version-list';
import { Card } from '@/components/ui/card';
import type { BotSettings } from '@/lib/bots/dto';
import { botKeys, fetchVersion, putVersion } from './bot-queries';

/** The earlier versions of the bot's handler; nothing before the first save. */
export function BotVersionsCard({ bot }: { bot: BotSettings }) {
  const { id, versions, presentVersion, handlerCode, uniqueName } = bot;
  if (versions.length === 0) return null;
  return (
    <Card flush title="Versions" description="Every save is kept, the last fifty of them.">
      <VersionList
        of={`bot ${id}`}
        versions={versions.map(({ version, isRemoval, savedBy, savedAt }) => ({
          version,
          note: isRemoval ? 'The handler was removed.' : '',
          by: savedBy,
          at: savedAt,
        }))}
        fetchVersion={(version) => fetchVersion(uniqueName, version)}
        present={presentVersion}
        presentLabel="In use"
        savedCode={handlerCode}
        queryKey={botKeys.all}
        rollBack={(version) => putVersion(uniqueName, version)}
        consequence="Calls run it from then on. It becomes the newest version, and the others stay."
        doneText={(version) => `Calls run the code of version ${version} from now on.`}
      />
    </Card>
  );
}
