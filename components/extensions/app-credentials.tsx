'use client';

import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Card } from '@/components/ui/card';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import { CopyButton } from '@/components/ui/text/copy-button';
import type { ExtensionEnvironment } from '@/lib/extensions/dto';
import { endpointUrls } from '@/lib/webhooks/endpoints/urls';
import { regenerateAppKey, revealAppKey } from './extension-queries';

type AppCredentialsProps = {
  number: string;
  environment: ExtensionEnvironment;
  appId: string;
  publicUrl: string;
  /** A state beside the title. */
  badge?: ReactNode;
};

const DOTS = '••••••••••••';
// A placeholder that URL encoding leaves unchanged; the screen shows dots instead.
const HIDDEN_KEY = 'hidden-app-key';
const texts = {
  sandbox: {
    title: 'Sandbox',
    description: 'For testing: runs the saved code and shows its messages to you alone.',
  },
  marketplace: { title: 'Marketplace', description: 'For services: runs the published version.' },
};

/** App id, app key and endpoint of one environment. The key is dots until revealed; Copy copies the real one. */
export function AppCredentials({ number, environment, appId, publicUrl, badge }: AppCredentialsProps) {
  const [confirming, setConfirming] = useState(false);
  const reveal = useMutation({ mutationFn: () => revealAppKey(number, environment) });
  const regenerating = useChange(
    null,
    () => regenerateAppKey(number, environment),
    () => {
      reveal.reset();
      setConfirming(false);
      toast(`The ${environment} app key is new. Calls with the old one are refused.`);
    },
  );
  const regenerate = () =>
    regenerating.mutate(undefined, {
      // The shown key may be outdated by now, so the next Reveal fetches it again.
      onError: (error) => isOutcomeUnknown(error) && reveal.reset(),
    });
  const { title, description } = texts[environment];
  const endpointWith = (appKey: string) => {
    const option = { module: 'extensions' as const, [environment]: { appId, appKey } };
    return endpointUrls({ publicUrl, orgId: '', option })[0]!;
  };
  const { label, url } = endpointWith(reveal.data ?? HIDDEN_KEY);
  const realKey = () => revealAppKey(number, environment);
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          {title}
          {badge}
        </span>
      }
      description={description}
    >
      <ul className="divide-y">
        <Row
          name="App id"
          value={appId}
          actions={<CopyButton ariaLabel={`Copy ${title} app id`} value={appId} />}
        />
        <Row
          name="App key"
          value={reveal.data ?? DOTS}
          error={reveal.error?.message}
          actions={
            <>
              <IconButton
                label={reveal.data ? `Hide ${title} app key` : `Reveal ${title} app key`}
                size="sm"
                pending={reveal.isPending}
                onClick={() => (reveal.data ? reveal.reset() : reveal.mutate())}
              >
                {reveal.data ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              </IconButton>
              <CopyButton ariaLabel={`Copy ${title} app key`} getValue={realKey} />
              <IconButton label={`New ${title} app key`} size="sm" onClick={() => setConfirming(true)}>
                <RefreshCw aria-hidden />
              </IconButton>
            </>
          }
        />
        <Row
          name={label}
          value={url.replace(HIDDEN_KEY, DOTS)}
          actions={
            <CopyButton
              ariaLabel={`Copy ${label}`}
              getValue={async () => endpointWith(await realKey()).url}
            />
          }
        />
      </ul>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Make a new ${environment} app key?`}
        description="Services that call with the present key are refused from then on. This cannot be undone."
        confirmLabel="Make new key"
        onConfirm={regenerate}
        pending={regenerating.isPending}
        error={regenerating.error?.message}
      />
    </Card>
  );
}

type RowProps = { name: string; value: string; actions: ReactNode; error?: string };

function Row({ name, value, actions, error }: RowProps) {
  return (
    <li className="flex items-start gap-3 px-5 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="text-text-muted text-xs">{name}</p>
        <p className="wrap-anywhere font-mono text-sm">{value}</p>
        {error && (
          <p role="alert" className="text-danger-text text-sm">
            {error}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center">{actions}</div>
    </li>
  );
}
