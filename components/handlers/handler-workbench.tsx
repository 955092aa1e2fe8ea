'use client';

import { CodeXml, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { DraftNotice } from '@/components/unsaved/draft-notice';
import { useDraft } from '@/components/unsaved/use-draft';
import type { TestRun } from '@/lib/handlers/dto';
import { lineNamedIn } from '@/lib/handlers/handler-error-text';
import { HANDLER_TEMPLATE } from '@/lib/handlers/handler-template';
import type { HandlerTest } from '@/lib/handlers/schema';
import { CodeEditor } from './code-editor';
import { TestPanel } from './test-panel';
import { useSaveCode } from './use-save-code';

type HandlerWorkbenchProps = {
  /** Names the handler among all drafts of this browser. */
  draftOf: string;
  title: string;
  description: ReactNode;
  /** What is saved; null: there is no handler. */
  savedCode: string | null;
  save: (code: string | null) => Promise<void>;
  /** Said after saving. */
  savedText: string;
  runTest: (test: HandlerTest) => Promise<TestRun>;
};

/** Where a handler is written, tried and saved. */
export function HandlerWorkbench({
  draftOf,
  title,
  description,
  savedCode,
  save,
  savedText,
  runTest,
}: HandlerWorkbenchProps) {
  const { draft, setDraft, changed, notice } = useDraft(draftOf, savedCode);
  const [errorLine, setErrorLine] = useState<number | null>(null);
  const [removing, setRemoving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const errorId = useId();
  const saving = useSaveCode({ save, savedText, onFailed: (message) => setErrorLine(lineNamedIn(message)) });

  const edit = (code: string) => {
    setDraft(code);
    setErrorLine(null);
    if (saving.isError) saving.reset();
  };
  const store = () =>
    draft !== null && changed && saving.mutate(draft, { onSuccess: () => setErrorLine(null) });
  const remove = () =>
    saving.mutate(null, {
      onSuccess: () => {
        setDraft(null);
        setErrorLine(null);
        setRemoving(false);
      },
    });

  if (draft === null) {
    return (
      <>
        <DraftNotice what="handler" notice={notice} />
        <Card title={title} description={description}>
          <EmptyState
            icon={<CodeXml aria-hidden />}
            title="No handler yet"
            action={<Button onClick={() => edit(HANDLER_TEMPLATE)}>Write a handler</Button>}
          >
            Without one, the message is made by itself: known services read well, anything else is a short
            table or text.
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <>
      <DraftNotice what="handler" notice={notice} />
      <Card
        flush
        title={
          <span className="flex items-center gap-2">
            {title}
            {changed && <Badge tone="warning">Not saved</Badge>}
          </span>
        }
        description={description}
        actions={
          <>
            {changed && (
              <Button
                variant="quiet"
                icon={<RotateCcw aria-hidden className="size-3.5" />}
                onClick={() => {
                  setDraft(savedCode);
                  setErrorLine(null);
                  saving.reset();
                }}
              >
                Discard
              </Button>
            )}
            {!changed && (
              <Button variant="quiet" onClick={() => setRemoving(true)}>
                Remove handler
              </Button>
            )}
            <Button
              variant="primary"
              pending={saving.isPending}
              onClick={store}
              disabledReason={changed ? undefined : 'Everything is saved.'}
            >
              Save
            </Button>
          </>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button above. */}
        <div
          onKeyDown={(event) => {
            if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            store();
          }}
        >
          <CodeEditor
            value={draft}
            onChange={edit}
            label={`${title}, code`}
            errorLine={errorLine}
            errorId={errorId}
            areaRef={area}
          />
        </div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t px-5 py-2.5 text-sm text-text-muted">
          <p id={errorId} role="status" className="wrap-anywhere text-danger-text empty:hidden">
            {saving.error?.message}
          </p>
          <p className="ml-auto">At most 1 s and 32 MB a call. Esc, then Tab leaves the editor.</p>
        </div>
      </Card>
      <TestPanel
        code={draft}
        runTest={runTest}
        onErrorLine={setErrorLine}
        onGoToLine={(line) => area.current && goToLine(area.current, line)}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title="Remove the handler?"
        description="Calls are shown in the default form from then on. The code is not kept."
        confirmLabel="Remove handler"
        onConfirm={remove}
        pending={saving.isPending}
        error={saving.error?.message}
      />
    </>
  );
}

function goToLine(area: HTMLTextAreaElement, line: number) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollIntoView({ block: 'nearest' });
}
