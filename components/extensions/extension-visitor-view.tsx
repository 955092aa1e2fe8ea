import { PageHeader } from '@/components/ui/page/page-header';
import { Counted } from '@/components/ui/text/counted';
import type { ExtensionPage } from '@/lib/extensions/dto';
import type { FeedOpening } from '@/lib/feeds/dto';
import { ExtensionFeedCard } from './extension-feed-card';
import { UninstallButton } from './uninstall-button';

type ExtensionVisitorViewProps = { extension: ExtensionPage; opening: FeedOpening | null };

/** A published extension as those who do not own it see it. */
export function ExtensionVisitorView({ extension, opening }: ExtensionVisitorViewProps) {
  const { name, owner, publishedVersion, description, installCount } = extension;
  return (
    <>
      <PageHeader
        back={{ href: '/bots-and-tools/extensions', label: 'Extensions' }}
        title={<bdi>{name}</bdi>}
        description={
          <>
            {description && <p dir="auto">{description}</p>}
            <p>
              Version {publishedVersion} by <bdi>{owner.name}</bdi> ·{' '}
              <Counted count={installCount} one="installation" />
            </p>
          </>
        }
        actions={extension.installed ? <UninstallButton extension={extension} /> : null}
      />
      <ExtensionFeedCard extension={extension} opening={opening} />
    </>
  );
}
