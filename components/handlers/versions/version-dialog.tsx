'use client';

import { useState } from 'react';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CodeBlock } from '@/components/ui/text/code-block';
import { DiffView } from './diff-view';
import type { ListedVersion } from './listed-version';

type VersionDialogProps = {
  version: ListedVersion;
  /** The one before it, where it is still there. */
  before: ListedVersion | undefined;
  /** What is saved now. */
  savedCode: string | null;
  onClose: () => void;
};

type View = 'before' | 'saved' | 'code';

/** A version: what it changed, how it differs from what is saved now, or all of it. */
export function VersionDialog({ version, before, savedCode, onClose }: VersionDialogProps) {
  const [view, setView] = useState<View>('before');
  const { code } = version;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Version ${version.version}`}
      description={version.note || undefined}
      size="lg"
    >
      <div className="flex min-w-0 flex-col items-start gap-3">
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
          {view === 'before' && <DiffView before={before?.code ?? null} after={code} />}
          {view === 'saved' && <DiffView before={code} after={savedCode} />}
          {view === 'code' && (
            <CodeBlock
              language={code === null ? 'No code: the default form' : 'JavaScript'}
              code={code ?? ''}
              copyable={code !== null}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
