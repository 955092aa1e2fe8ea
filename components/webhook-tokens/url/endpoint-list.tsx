'use client';

import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { CopyButton } from '@/components/ui/text/copy-button';
import type { TokenRow, UrlTargets } from '@/lib/webhook-tokens/dto';
import { endpointUrls, type WebhookModule } from '@/lib/webhooks/endpoints/urls';
import { revealEndpoints } from '../token-queries';
import { targetsOf, toWebhookOption } from './url-options';

// The endpoints are there at once; what they are used with follows.
const EndpointUse = lazyPart(() =>
  import('@/components/webhook-url/endpoint-use').then((file) => file.EndpointUse),
);

type EndpointListProps = { token: TokenRow; module: WebhookModule; option: string; targets: UrlTargets };

const DOTS = '••••••';
// Stand-ins that become dots on screen. URL encoding leaves the asterisks, and no unique name has any.
const HIDDEN_TOKEN = '*token*';
const HIDDEN_KEY = '*app-key*';

/** The endpoints of one option, each with Copy. Secrets are dots until revealed; Copy copies the real ones. */
export function EndpointList({ token, module, option, targets }: EndpointListProps) {
  const reveal = useMutation({ mutationFn: () => revealEndpoints(token.id, module, option) });
  const revealed = reveal.data;
  const masked = endpointUrls({
    publicUrl: targets.publicUrl,
    orgId: '',
    option: toWebhookOption(module, option, targets, HIDDEN_KEY),
    token: HIDDEN_TOKEN,
  });
  const realUrl = async (id: string) => {
    const found = (await revealEndpoints(token.id, module, option)).find((endpoint) => endpoint.id === id);
    if (!found) throw new Error('This endpoint is gone. Close the dialog and open it again.');
    return found.url;
  };
  const shown = (id: string, url: string) =>
    revealed?.find((endpoint) => endpoint.id === id)?.url ??
    url.replace(HIDDEN_TOKEN, `${token.publicId.slice(0, 13)}…${DOTS}`).replace(HIDDEN_KEY, DOTS);
  const unpublished =
    module === 'extensions' &&
    targets.extensions.find(({ number }) => number === option)?.publishedVersion === null;

  return (
    <div className="flex flex-col gap-4">
      {masked.map(({ id, label, use, url }) => (
        <section key={id} aria-label={label} className="overflow-hidden rounded border">
          <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 border-b bg-surface-sunken px-3 py-1.5">
            <h3 className="flex items-center gap-2 font-medium text-sm">
              {label}
              {id === 'extension_marketplace' && unpublished && <Badge tone="warning">Not published</Badge>}
            </h3>
            <CopyButton text="Copy" ariaLabel={`Copy ${label}`} getValue={() => realUrl(id)} />
          </div>
          {masked.length > 1 && <p className="px-3 pt-2.5 text-sm text-text-muted">{use}</p>}
          <code className="wrap-anywhere block px-3 py-2.5 text-sm" data-testid={`endpoint-${id}`}>
            {shown(id, url)}
          </code>
        </section>
      ))}
      <div className="flex items-center justify-between gap-3">
        <p role="status" className="text-danger-text text-sm">
          {reveal.error?.message}
        </p>
        <Button
          variant="quiet"
          size="sm"
          pending={reveal.isPending}
          icon={
            revealed ? <EyeOff aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />
          }
          onClick={() => (revealed ? reveal.reset() : reveal.mutate())}
        >
          {revealed ? 'Hide secrets' : 'Reveal secrets'}
        </Button>
      </div>
      <div className="min-h-64">
        <EndpointUse
          tokenId={token.id}
          choice={{ module, option }}
          endpoints={masked.map(({ id, label, url }) => ({ id, label, url: shown(id, url) }))}
          targets={targetsOf(module, option, targets)}
          samples={targets.samples}
          getUrl={realUrl}
        />
      </div>
    </div>
  );
}
