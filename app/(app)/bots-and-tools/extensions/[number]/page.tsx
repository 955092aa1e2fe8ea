import type { Metadata } from 'next';
import { cache } from 'react';
import { addressed, found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { ExtensionVisitorView } from '@/components/extensions/extension-visitor-view';
import { ExtensionWorkshopView } from '@/components/extensions/extension-workshop-view';
import { Page } from '@/components/ui/page/page';
import { requireUser } from '@/lib/auth/current-user';
import { env } from '@/lib/env';
import { getExtension } from '@/lib/extensions/get-extension';
import { getExtensionWorkshop } from '@/lib/extensions/get-extension-workshop';
import { extensionParams } from '@/lib/extensions/schema';
import { messageAsked } from '@/lib/feeds/message-address';
import { openFeed } from '@/lib/feeds/read-feed-around';
import { getUnderstanding } from '@/lib/understanding/get-understanding';

type PageProps = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

// The title and the page share one query.
const extensionOf = cache(getExtension);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleOf('Extension', async (user) => {
    const { number } = extensionParams.parse(await params);
    return (await extensionOf(user, number)).name;
  });
}

export default async function ExtensionPage({ params, searchParams }: PageProps) {
  const user = await requireUser();
  const { number } = await addressed(extensionParams, params);
  const extension = await found(extensionOf(user, number));
  const message = messageAsked((await searchParams).message, extension.feedId);
  const opening = extension.installed ? await openFeed(user, extension.feedId, message) : null;
  return (
    <Page>
      {extension.mine ? (
        <ExtensionWorkshopView
          key={extension.number}
          extension={await getExtensionWorkshop(user, number)}
          publicUrl={env().publicUrl.origin}
          opening={opening}
          understanding={await getUnderstanding(user, extension.feedId)}
        />
      ) : (
        <ExtensionVisitorView extension={extension} opening={opening} />
      )}
    </Page>
  );
}
