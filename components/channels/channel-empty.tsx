import { Link2 } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { webhookUrlHref } from './webhook-url-href';

/** A channel without a message: how the first one comes. */
export function ChannelEmpty({ uniqueName, name }: { uniqueName: string; name: string }) {
  return (
    <EmptyState
      icon={<Link2 aria-hidden />}
      title={<>Nothing has been posted in {name} yet</>}
      action={
        <ButtonLink variant="primary" href={webhookUrlHref(uniqueName)}>
          Get Webhook URL
        </ButtonLink>
      }
    >
      Any service that can send an HTTP request posts here with one of your webhook tokens. Choose a token,
      copy the URL, and the message appears on this page by itself.
    </EmptyState>
  );
}
