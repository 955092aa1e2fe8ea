import { Link2 } from 'lucide-react';
import { SignatureCard } from '@/components/signatures/signature-card';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page/page-header';
import { Counted } from '@/components/ui/text/counted';
import { UnderstandingCard } from '@/components/understanding/understanding-card';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import type { FeedOpening } from '@/lib/feeds/dto';
import type { UnderstandingSettings } from '@/lib/understanding/dto';
import { AppCredentials } from './app-credentials';
import { ExtensionDeleteCard } from './extension-delete-card';
import { ExtensionDetailsCard } from './extension-details-card';
import { ExtensionFeedCard } from './extension-feed-card';
import { extensionWebhookUrlHref } from './extension-hrefs';
import { ExtensionWorkbench } from './extension-workbench';
import { UninstallButton } from './uninstall-button';
import { VersionsCard } from './versions-card';

type ExtensionWorkshopViewProps = {
  extension: ExtensionWorkshop;
  publicUrl: string;
  opening: FeedOpening | null;
  understanding: UnderstandingSettings;
};

/** An extension as its owner sees it: credentials, code, versions, what it posted. */
export function ExtensionWorkshopView({
  extension,
  publicUrl,
  opening,
  understanding,
}: ExtensionWorkshopViewProps) {
  const { number, name, publishedVersion, installCount, installed } = extension;
  return (
    <>
      <PageHeader
        back={{ href: '/bots-and-tools/extensions', label: 'Extensions' }}
        title={<bdi>{name}</bdi>}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <PublishedBadge version={publishedVersion} />
            <Counted count={installCount} one="installation" />
          </span>
        }
        actions={
          <>
            {installed && <UninstallButton extension={extension} />}
            <ButtonLink
              href={extensionWebhookUrlHref(number)}
              icon={<Link2 aria-hidden className="size-4" />}
            >
              Get Webhook URL
            </ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <div className="grid items-start gap-6 2xl:grid-cols-2">
          <AppCredentials
            number={number}
            environment="sandbox"
            appId={extension.sandboxAppId}
            publicUrl={publicUrl}
          />
          <AppCredentials
            number={number}
            environment="marketplace"
            appId={extension.marketplaceAppId}
            publicUrl={publicUrl}
            badge={<PublishedBadge version={publishedVersion} />}
          />
        </div>
        <ExtensionWorkbench extension={extension} />
        <VersionsCard extension={extension} />
        <ExtensionFeedCard extension={extension} opening={opening} />
        <UnderstandingCard settings={understanding} />
        <SignatureCard feedId={extension.feedId} />
        <ExtensionDetailsCard extension={extension} />
        <ExtensionDeleteCard extension={extension} />
      </div>
    </>
  );
}

function PublishedBadge({ version }: { version: number | null }) {
  if (version === null) return <Badge tone="warning">Not published</Badge>;
  return <Badge tone="success">Version {version}</Badge>;
}
