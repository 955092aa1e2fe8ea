import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/text/copy-button';
import { TOKEN_PLACEHOLDER } from '@/lib/webhooks/endpoints/urls';

type EndpointCardsProps = {
  endpoints: readonly { id: string; label: string; use: string; url: string; note?: ReactNode }[];
  /** The page that fills in a token. */
  href: string;
};

/** The endpoints of a bot or extension, with a placeholder where the token goes. */
export function EndpointCards({ endpoints, href }: EndpointCardsProps) {
  return (
    <Card
      flush
      title="Endpoints"
      description={
        <>
          Put one of your webhook tokens in place of <code>{TOKEN_PLACEHOLDER}</code>, or have it filled in.
        </>
      }
      actions={
        <ButtonLink href={href} icon={<Link2 aria-hidden className="size-4" />}>
          Get Webhook URL
        </ButtonLink>
      }
    >
      <ul className="divide-y">
        {endpoints.map(({ id, label, use, url, note }) => (
          <li key={id} className="px-5 py-3.5">
            <div className="flex items-center justify-between gap-3">
              <h3 className="flex flex-wrap items-center gap-2 font-medium text-sm">
                {label}
                {note}
              </h3>
              <CopyButton text="Copy" ariaLabel={`Copy ${label}`} value={url} />
            </div>
            <p className="text-sm text-text-muted">{use}</p>
            <code className="wrap-anywhere mt-1 block text-sm text-text-muted">{url}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}
