'use client';

import { History, Rocket } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toaster';
import type { ExtensionVersionSummary, ExtensionWorkshop } from '@/lib/extensions/dto';
import { putPublishedVersion } from './extension-queries';
import { PublishDialog } from './publish-dialog';
import { useExtensionChange } from './use-extension-change';

/** Publish, and what was published before. */
export function VersionsCard({ extension }: { extension: ExtensionWorkshop }) {
  const { versions, publishedVersion, sandboxCode, number } = extension;
  const [publishing, setPublishing] = useState(false);
  const [shown, setShown] = useState<ExtensionVersionSummary | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const published = versions.find(({ version }) => version === publishedVersion);
  const deed = deedOf(target ?? 0, publishedVersion);
  const rollingBack = useExtensionChange(
    (version: number) => putPublishedVersion(number, version),
    () => {
      toast(`The marketplace endpoint runs version ${target} from now on.`);
      setTarget(null);
    },
  );
  return (
    <Card
      flush={versions.length > 0}
      title="Versions"
      description="The marketplace endpoint runs the published version, and only that."
      className={versions.length === 0 ? 'pb-4' : undefined}
      actions={
        <Button
          variant="primary"
          icon={<Rocket aria-hidden className="size-4" />}
          onClick={() => setPublishing(true)}
          disabledReason={
            published && published.code === sandboxCode
              ? `Version ${published.version} has the same code. Save a change first.`
              : undefined
          }
        >
          Publish
        </Button>
      }
    >
      {versions.length > 0 && (
        <ul className="divide-y" aria-label="Versions">
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              version={version}
              publishedVersion={publishedVersion}
              onShow={() => setShown(version)}
              onPublish={() => setTarget(version.version)}
            />
          ))}
        </ul>
      )}
      <PublishDialog extension={extension} open={publishing} onOpenChange={setPublishing} />
      <Dialog
        open={shown !== null}
        onOpenChange={() => setShown(null)}
        title={`Version ${shown?.version ?? ''}`}
        description={shown?.note || undefined}
        size="lg"
      >
        {shown && (
          <CodeBlock
            language={shown.code === null ? 'No code: the default form' : 'JavaScript'}
            code={shown.code ?? ''}
            copyable={shown.code !== null}
          />
        )}
      </Dialog>
      <ConfirmDialog
        open={target !== null}
        onOpenChange={() => setTarget(null)}
        title={`${deed} to version ${target ?? ''}?`}
        description="The marketplace endpoint runs it from then on. The sandbox code stays as it is."
        confirmLabel={deed}
        tone="primary"
        onConfirm={() => target !== null && rollingBack.mutate(target)}
        pending={rollingBack.isPending}
        error={rollingBack.error?.message}
      />
    </Card>
  );
}

type VersionRowProps = {
  version: ExtensionVersionSummary;
  publishedVersion: number | null;
  onShow: () => void;
  onPublish: () => void;
};

function VersionRow({ version, publishedVersion, onShow, onPublish }: VersionRowProps) {
  const published = version.version === publishedVersion;
  const deed = deedOf(version.version, publishedVersion);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">Version {version.version}</span>
          {published && <Badge tone="success">Published</Badge>}
          <span className="text-sm text-text-muted">
            <RelativeTime at={version.publishedAt} /> by <bdi>{version.publishedBy}</bdi>
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
        {!published && (
          <Button
            size="sm"
            icon={<History aria-hidden className="size-3.5" />}
            onClick={onPublish}
            aria-label={`${deed} to version ${version.version}`}
          >
            {deed}
          </Button>
        )}
      </div>
    </li>
  );
}

function deedOf(version: number, publishedVersion: number | null): string {
  return version > (publishedVersion ?? 0) ? 'Return' : 'Roll back';
}
