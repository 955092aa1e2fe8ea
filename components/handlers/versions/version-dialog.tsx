'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { Dialog } from '@/components/ui/overlays/dialog';
import { ErrorState } from '@/components/ui/page/error-state';
import { Skeleton } from '@/components/ui/page/skeleton';
import { CodeBlock } from '@/components/ui/text/code-block';
import type { VersionCode } from '@/lib/handlers/dto';

import { DiffView } from './diff-view';
import type { ListedVersion } from './listed-version';

type VersionDialogProps = {
  /** Names the handler among all queries. */
  of: string;
  version: ListedVersion;
  /** The one before it, where it is still there. */
  before: ListedVersion | undefined;
  fetchVersion: (version: number) => Promise<VersionCode>;
  /** What is saved now. */
  savedCode: string | null;
  onClose: () => void;
};

type View = 'before' | 'saved' | 'code';

/** A version: what it changed, how it differs from what is saved now, or all of it. Its code is fetched on opening, since there may be fifty. */
export function VersionDialog({ of, version, before, fetchVersion, savedCode, onClose }: VersionDialogProps) {
  const [view, setView] = useState<View>('before');
  const codes = useQuery({
    queryKey: ['handler-versions', of, version.version, before?.version],
    queryFn: async () => {
      const [shown, earlier] = await Promise.all([
        fetchVersion(version.version),
        before && fetchVersion(before.version),
      ]);
      return { code: shown.code, earlier: earlier?.code ?? null };
    },
    // A saved version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Version ${version.version}`}
      description={version.note || undefined}
      size="lg"
    >
      <div className="flex min-w-0 flex-col items-start gap-3" aria-busy={codes.isPending || undefined}>
        <SegmentedControl<View>
          label="What is shown"
          size="sm"
          value={view}
          onChange={setView}
          options={[
            { value: 'before', label: before ? `Since version ${before.version}` : 'What it brought' },
            { value: 'saved', label: 'From here to now' },
            { value: 'code', label: 'All of it' },
          ]}
        />
        <div className="w-full min-w-0">
          {codes.isPending && <Skeleton className="h-48" />}
          {codes.isError && (
            <ErrorState
              title="The code could not be loaded"
              message={codes.error.message}
              onRetry={() => void codes.refetch()}
              pending={codes.isFetching}
            />
          )}
          {codes.data && <Shown {...codes.data} view={view} savedCode={savedCode} />}
        </div>
      </div>
    </Dialog>
  );
}

type ShownProps = { view: View; code: string | null; earlier: string | null; savedCode: string | null };

function Shown({ view, code, earlier, savedCode }: ShownProps) {
  if (view === 'before') return <DiffView before={earlier} after={code} />;
  if (view === 'saved') return <DiffView before={code} after={savedCode} />;
  return (
    <CodeBlock
      language={code === null ? 'No code: the default form' : 'JavaScript'}
      code={code ?? ''}
      copyable={code !== null}
    />
  );
}
