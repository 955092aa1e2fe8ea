import { Inbox } from 'lucide-react';
import { Feed } from '@/components/feeds/feed';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/page/empty-state';
import type { ExtensionPage } from '@/lib/extensions/dto';
import type { FeedOpening } from '@/lib/feeds/dto';
import { InstallButton } from './install-button';

type ExtensionFeedCardProps = {
  extension: ExtensionPage;
  /** Null: the person has not installed it. */
  opening: FeedOpening | null;
};

/** What the extension posted, live, for those who installed it. */
export function ExtensionFeedCard({ extension, opening }: ExtensionFeedCardProps) {
  if (!opening) {
    return (
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={<>You have not installed {extension.name}</>}
        action={<InstallButton extension={extension} variant="primary" size="md" />}
      >
        Once it is installed, what it posts to everybody appears here.
      </EmptyState>
    );
  }
  return (
    <Card title="Messages" description="What its endpoints were sent, as it appears to you." flush>
      <div className="flex h-96 flex-col">
        <Feed
          key={`${extension.feedId}/${opening.linkedSeq}`}
          feedId={extension.feedId}
          address={`/bots-and-tools/extensions/${extension.number}`}
          label={`Messages of ${extension.name}`}
          opening={opening}
          manages={extension.mine}
          empty={
            <EmptyState icon={<Inbox aria-hidden />} title="Nothing has been posted yet">
              Call one of its endpoints; the message appears here by itself.
            </EmptyState>
          }
        />
      </div>
    </Card>
  );
}
