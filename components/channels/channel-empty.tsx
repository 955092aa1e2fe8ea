import { Link2 } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/page/empty-state';
import { ARCHIVED } from '@/lib/feeds/access/archived-policy';
import { webhookUrlHref } from './webhook-url-href';

type ChannelEmptyProps = { uniqueName: string; name: string; archived: boolean };

/** A channel without a message: how the first one comes. */
export function ChannelEmpty({ uniqueName, name, archived }: ChannelEmptyProps) {
  return (
    <EmptyState
      icon={<Link2 aria-hidden />}
      title={<>Nothing has been posted in {name} yet</>}
      action={
        !archived && (
          <ButtonLink variant="primary" href={webhookUrlHref(uniqueName)}>
            Get Webhook URL
          </ButtonLink>
        )
      }
    >
      {archived
        ? ARCHIVED
        : 'Any service can post here with one of your webhook tokens: Grafana, GitHub, a script. Choose a token, copy the URL or the settings for your service, and send a test. The message appears on this page by itself.'}
    </EmptyState>
  );
}
