'use client';

import { Rocket } from 'lucide-react';
import { useState } from 'react';
import { VersionList } from '@/components/handlers/versions/version-list';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { extensionKeys, fetchVersion, putPublishedVersion } from './extension-queries';

const PublishDialog = lazyPart(() => import('./publish-dialog').then((file) => file.PublishDialog));

/** Publish, and what was published before. */
export function VersionsCard({ extension }: { extension: ExtensionWorkshop }) {
  const { versions, publishedVersion, publishedCode, sandboxCode, number } = extension;
  const [publishing, setPublishing] = useState(false);
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
            publishedVersion !== null && publishedCode === sandboxCode
              ? `Version ${publishedVersion} has the same code. Save a change first.`
              : undefined
          }
        >
          Publish
        </Button>
      }
    >
      {versions.length > 0 && (
        <VersionList
          of={`extension ${number}`}
          versions={versions.map(({ publishedBy, publishedAt, ...version }) => ({
            ...version,
            by: publishedBy,
            at: publishedAt,
          }))}
          fetchVersion={(version) => fetchVersion(number, version)}
          present={publishedVersion}
          presentLabel="Published"
          savedCode={sandboxCode}
          queryKey={extensionKeys.all}
          rollBack={(version) => putPublishedVersion(number, version)}
          consequence="The marketplace endpoint runs it from then on. The sandbox code stays as it is."
          doneText={(version) => `The marketplace endpoint runs version ${version} from now on.`}
        />
      )}
      {publishing && <PublishDialog extension={extension} open onOpenChange={setPublishing} />}
    </Card>
  );
}
