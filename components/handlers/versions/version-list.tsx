'use client';

import type { QueryKey } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { VersionCode } from '@/lib/handlers/dto';
import type { ListedVersion } from './listed-version';

const VersionDialog = lazyPart(() => import('./version-dialog').then((file) => file.VersionDialog));

type VersionListProps = {
  /** Names the handler among all queries. */
  of: string;
  /** Newest first. */
  versions: readonly ListedVersion[];
  fetchVersion: (version: number) => Promise<VersionCode>;
  /** The version that runs, and the label for it. */
  present: number | null;
  presentLabel: string;
  /** What is saved now. */
  savedCode: string | null;
  /** The queries that rolling back is seen in. */
  queryKey: QueryKey;
  rollBack: (version: number) => Promise<unknown>;
  /** What rolling back does: before it is done, and after. */
  consequence: string;
  doneText: (version: number) => string;
};

/** The versions of a handler: what each changed, and the way back to it. */
export function VersionList({
  of,
  versions,
  fetchVersion,
  present,
  presentLabel,
  savedCode,
  queryKey,
  rollBack,
  consequence,
  doneText,
}: VersionListProps) {
  const [shown, setShown] = useState<ListedVersion | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const rollingBack = useChange(queryKey, rollBack, (_, version) => {
    toast(doneText(version));
    setTarget((asked) => (asked === version ? null : asked));
  });
  const deed = deedOf(target ?? 0, present);
  return (
    <>
      <ul className="divide-y" aria-label="Versions">
        {versions.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            presentLabel={version.version === present ? presentLabel : null}
            deed={deedOf(version.version, present)}
            onShow={() => setShown(version)}
            onRollBack={() => setTarget(version.version)}
          />
        ))}
      </ul>
      {shown && (
        <VersionDialog
          of={of}
          fetchVersion={fetchVersion}
          version={shown}
          before={versions.find(({ version }) => version < shown.version)}
          savedCode={savedCode}
          onClose={() => setShown(null)}
        />
      )}
      <ConfirmDialog
        open={target !== null}
        onOpenChange={() => setTarget(null)}
        title={`${deed} to version ${target ?? ''}?`}
        description={consequence}
        confirmLabel={deed}
        tone="primary"
        onConfirm={() => target !== null && rollingBack.mutate(target)}
        pending={rollingBack.isPending}
        error={rollingBack.error?.message}
      />
    </>
  );
}

type VersionRowProps = {
  version: ListedVersion;
  /** Null: another one runs. */
  presentLabel: string | null;
  deed: string;
  onShow: () => void;
  onRollBack: () => void;
};

function VersionRow({ version, presentLabel, deed, onShow, onRollBack }: VersionRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">Version {version.version}</span>
          {presentLabel && <Badge tone="success">{presentLabel}</Badge>}
          <span className="text-sm text-text-muted">
            <RelativeTime at={version.at} /> by <bdi>{version.by}</bdi>
          </span>
        </p>
        {version.note && (
          <p dir="auto" className="wrap-anywhere mt-0.5 whitespace-pre-line text-sm text-text-muted">
            {version.note}
          </p>
        )}
      </div>
      <div className="flex gap-1.5">
        <Button
          size="sm"
          variant="quiet"
          onClick={onShow}
          aria-label={`Show code of version ${version.version}`}
        >
          Show code
        </Button>
        {!presentLabel && (
          <Button
            size="sm"
            icon={<History aria-hidden className="size-3.5" />}
            onClick={onRollBack}
            aria-label={`${deed} to version ${version.version}`}
          >
            {deed}
          </Button>
        )}
      </div>
    </li>
  );
}

function deedOf(version: number, present: number | null): string {
  return version > (present ?? 0) ? 'Return' : 'Roll back';
}
