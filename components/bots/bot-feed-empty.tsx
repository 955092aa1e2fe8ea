import { Link2 } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/page/empty-state';
import { botWebhookUrlHref } from './bot-hrefs';

/** A bot without a message: how the first one comes. */
export function BotFeedEmpty({ uniqueName, name }: { uniqueName: string; name: string }) {
  return (
    <EmptyState
      icon={<Link2 aria-hidden />}
      title={<>{name} has not sent anything yet</>}
      action={
        <ButtonLink variant="primary" href={botWebhookUrlHref(uniqueName)}>
          Get Webhook URL
        </ButtonLink>
      }
    >
      Send to its incoming endpoint whatever your service has, or a finished message to its message endpoint.
      It appears on this page by itself.
    </EmptyState>
  );
}
