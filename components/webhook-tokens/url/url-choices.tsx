'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Combobox } from '@/components/ui/forms/combobox';
import { Field } from '@/components/ui/forms/field';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { Select } from '@/components/ui/forms/select';
import { ErrorState } from '@/components/ui/page/error-state';
import { Link } from '@/components/ui/text/link';
import { SHELL_GUIDE_PATH } from '@/lib/guide-paths';
import type { TokenRow, UrlTargets } from '@/lib/webhook-tokens/dto';
import type { WebhookModule } from '@/lib/webhooks/endpoints/urls';
import { fetchTargets, tokenKeys } from '../token-queries';
import { EndpointList } from './endpoint-list';
import { moduleNames } from './module-names';
import { type ModuleText, moduleTexts, optionsOf } from './url-options';
import { type UrlTarget, webhookModules } from './url-target';
import { TargetsWaiting } from './url-waiting';

export type UrlChoicesProps = {
  tokens: readonly TokenRow[];
  initialTokenId?: string;
  initialTarget?: UrlTarget;
  /** Where the code of the choices cannot be fetched, this closes what they are drawn in. */
  onClose: () => void;
};

/** Token, then module, then what the module has; the endpoints follow. */
export function UrlChoices({ tokens, initialTokenId, initialTarget }: UrlChoicesProps) {
  const [tokenId, setTokenId] = useState(
    initialTokenId ?? tokens.find((token) => token.enabled)?.id ?? tokens[0]?.id,
  );
  const [module, setModule] = useState<WebhookModule>(initialTarget?.module ?? 'channels');
  const [chosen, setChosen] = useState<Partial<Record<WebhookModule, string>>>(
    initialTarget ? { [initialTarget.module]: initialTarget.option } : {},
  );
  const targets = useQuery({ queryKey: tokenKeys.targets(), queryFn: fetchTargets, staleTime: 0 });
  const token = tokens.find((candidate) => candidate.id === tokenId);
  return (
    <div className="flex flex-col gap-4">
      <Field label="Token">
        <Select
          value={tokenId}
          onChange={setTokenId}
          options={tokens.map(({ id, name, enabled }) => ({
            value: id,
            label: (
              <span className="inline-flex max-w-full items-center gap-2">
                <bdi className="truncate">{name}</bdi>
                {!enabled && <Badge tone="warning">Off</Badge>}
              </span>
            ),
          }))}
        />
      </Field>
      <div className="flex flex-col gap-1.5">
        <span aria-hidden className="font-medium text-sm">
          Module
        </span>
        <SegmentedControl
          wide
          label="Module"
          value={module}
          onChange={setModule}
          options={webhookModules.map((value) => ({ value, label: moduleTexts[value].plural }))}
        />
      </div>
      {targets.isError && !targets.data ? (
        <ErrorState
          title={`The ${module} could not be loaded`}
          message={targets.error.message}
          onRetry={() => targets.refetch()}
          pending={targets.isFetching}
        />
      ) : targets.isPending ? (
        <TargetsWaiting label={moduleNames[module]} />
      ) : (
        token && (
          <Target
            key={module}
            token={token}
            module={module}
            targets={targets.data}
            value={chosen[module]}
            onChange={(value) => setChosen((before) => ({ ...before, [module]: value }))}
          />
        )
      )}
    </div>
  );
}

type TargetProps = {
  token: TokenRow;
  module: WebhookModule;
  targets: UrlTargets;
  value: string | undefined;
  onChange: (value: string) => void;
};

function Target({ token, module, targets, value, onChange }: TargetProps) {
  const texts = moduleTexts[module];
  const name = moduleNames[module];
  const options = optionsOf(module, targets);
  if (options.length === 0) return <NothingThere texts={texts} />;
  // One option needs no choosing.
  const offered = options.some((candidate) => candidate.value === value) ? value : undefined;
  const option = offered ?? (options.length === 1 ? options[0]?.value : undefined);
  return (
    <>
      <Field label={name}>
        <Combobox
          items={options}
          value={option}
          onChange={onChange}
          placeholder={`Choose ${texts.article} ${name.toLowerCase()}`}
          searchPlaceholder={`Search ${texts.plural.toLowerCase()}`}
          emptyText={`No ${name.toLowerCase()} matches.`}
        />
      </Field>
      {!token.enabled && (
        <p className="rounded bg-warning-soft px-3 py-2 text-sm text-warning-text">
          This token is off: calls to these addresses are refused until you switch it on.
        </p>
      )}
      {option ? (
        <>
          <EndpointList
            key={`${token.id} ${option}`}
            token={token}
            module={module}
            option={option}
            targets={targets}
          />
          <p className="text-sm text-text-muted">
            What a call may hold, and what it may be answered:{' '}
            <Link href="/docs/api" className="text-accent-text underline underline-offset-2">
              API reference
            </Link>
            . For scripts and cron jobs:{' '}
            <Link href={SHELL_GUIDE_PATH} className="text-accent-text underline underline-offset-2">
              Posting from a shell
            </Link>
          </p>
        </>
      ) : (
        <p className="rounded border border-dashed px-4 py-8 text-center text-text-muted">
          The endpoints appear here when you have chosen {texts.article} {name.toLowerCase()}.
        </p>
      )}
    </>
  );
}

function NothingThere({ texts }: { texts: ModuleText }) {
  return (
    <p className="rounded border border-dashed px-4 py-8 text-center text-text-muted">
      {texts.empty}{' '}
      <a href={texts.href} className="text-accent-text underline underline-offset-2">
        {texts.goThere}
      </a>
    </p>
  );
}
