'use client';

import { HandlerWorkbench } from '@/components/handlers/handler-workbench';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { extensionKeys, fetchRecordedCalls, postTestRun, putCode } from './extension-queries';

/** The editor of the sandbox code. */
export function ExtensionWorkbench({ extension }: { extension: ExtensionWorkshop }) {
  return (
    <HandlerWorkbench
      draftOf={`extension ${extension.number} code`}
      feedId={extension.feedId}
      title="Sandbox code"
      description="The sandbox endpoint runs this as soon as it is saved, and shows its messages to you alone. The marketplace endpoint runs it only after Publish."
      savedCode={extension.sandboxCode}
      queryKey={extensionKeys.all}
      save={(code) => putCode(extension.number, code)}
      removalText="The sandbox shows calls in the default form from then on. Only what was published is kept."
      failures={extension.failures}
      savedText="Saved. The sandbox endpoint runs this code from now on."
      runTest={(test) => postTestRun(extension.number, test)}
      fetchCalls={() => fetchRecordedCalls(extension.number)}
    />
  );
}
