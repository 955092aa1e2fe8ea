'use client';

import { CodeXml, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { EmptyState } from '@/components/ui/page/empty-state';
import { Link } from '@/components/ui/text/link';
import { DraftNotice } from '@/components/unsaved/draft-notice';
import { useDraft } from '@/components/unsaved/use-draft';
import { HANDLER_GUIDE_PATH } from '@/lib/guide-paths';
import type { TestRun } from '@/lib/handlers/dto';
import { placeNamedIn } from '@/lib/handlers/error-text';
import type { HandlerFailures } from '@/lib/handlers/failures/dto';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import type { HandlerTest } from '@/lib/handlers/schema';
import { HANDLER_TEMPLATE } from '@/lib/handlers/template';
import { CodeEditor, type EditorHandle } from './editor/code-editor';
import type { CodeError } from './editor/marks';
import { LiveFailures } from './failures/live-failures';
import { TrialPanel } from './trial/trial-panel';
import { useSaveCode } from './use-save-code';

type HandlerWorkbenchProps = {
  /** Names the handler among all drafts of this browser. */
  draftOf: string;
  /** The feed of the bot or extension. */
  feedId: number;
  title: string;
  description: ReactNode;
  /** What is saved; null: there is no handler. */
  savedCode: string | null;
  save: (code: string | null) => Promise<void>;
  /** What removing the handler does. */
  removalText: string;
  /** Said after saving. */
  savedText: string;
  runTest: (test: HandlerTest) => Promise<TestRun>;
  failures: readonly HandlerFailures[];
  /** The last calls of the person's own tokens that came here. */
  fetchCalls: () => Promise<RecordedCall[]>;
};

/** Where a handler is written, tried and saved. */
export function HandlerWorkbench({
  draftOf,
  feedId,
  title,
  description,
  savedCode,
  save,
  savedText,
  removalText,
  runTest,
  fetchCalls,
  failures,
}: HandlerWorkbenchProps) {
  const { draft, setDraft, changed, notice } = useDraft(draftOf, savedCode);
  const [error, setError] = useState<CodeError | null>(null);
  const [removing, setRemoving] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const errorId = useId();
  const saving = useSaveCode({ save, savedText, onFailed: (message) => setError(errorNamedIn(message)) });

  const edit = (code: string) => {
    setDraft(code);
    setError(null);
    if (saving.isError) saving.reset();
  };
  const store = () => draft !== null && changed && saving.mutate(draft, { onSuccess: () => setError(null) });
  const remove = () =>
    saving.mutate(null, {
      onSuccess: () => {
        setDraft(null);
        setError(null);
        setRemoving(false);
      },
    });

  const liveFailures = (
    <LiveFailures
      feedId={feedId}
      failures={failures}
      onGoToLine={changed ? undefined : (line) => editor.current?.goToLine(line)}
    />
  );
  if (draft === null) {
    return (
      <>
        <DraftNotice what="handler" notice={notice} />
        {liveFailures}
        <NoHandler title={title} description={description} onWrite={() => edit(HANDLER_TEMPLATE)} />
      </>
    );
  }
  return (
    <>
      <DraftNotice what="handler" notice={notice} />
      {liveFailures}
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
          <HandlerActions
            changed={changed}
            pending={saving.isPending}
            onDiscard={() => {
              setDraft(savedCode);
              setError(null);
              saving.reset();
            }}
            onRemove={() => setRemoving(true)}
            onSave={store}
          />
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
            error={error}
            errorId={errorId}
            ref={editor}
          />
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t px-5 py-2.5 text-sm text-text-muted">
          <p id={errorId} role="status" className="wrap-anywhere text-danger-text empty:hidden">
            {saving.error?.message}
          </p>
          <p className="ml-auto">
            At most 1 s and 32 MB a call. {/* In a tab of its own: what is written stays in view. */}
            <Link
              href={HANDLER_GUIDE_PATH}
              target="_blank"
              className="text-accent-text underline underline-offset-2"
            >
              Helpers and recipes
            </Link>
          </p>
        </div>
      </Card>
      <TrialPanel
        of={draftOf}
        code={draft}
        runTest={runTest}
        fetchCalls={fetchCalls}
        onError={setError}
        onGoToLine={(line) => editor.current?.goToLine(line)}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title="Remove the handler?"
        description={removalText}
        confirmLabel="Remove handler"
        onConfirm={remove}
        pending={saving.isPending}
        error={saving.error?.message}
      />
    </>
  );
}

type HandlerActionsProps = {
  changed: boolean;
  pending: boolean;
  onDiscard: () => void;
  onRemove: () => void;
  onSave: () => void;
};

function HandlerActions({ changed, pending, onDiscard, onRemove, onSave }: HandlerActionsProps) {
  return (
    <>
      {changed ? (
        <Button variant="quiet" icon={<RotateCcw aria-hidden className="size-3.5" />} onClick={onDiscard}>
          Discard
        </Button>
      ) : (
        <Button variant="quiet" onClick={onRemove}>
          Remove handler
        </Button>
      )}
      <Button
        variant="primary"
        pending={pending}
        onClick={onSave}
        disabledReason={changed ? undefined : 'Everything is saved.'}
      >
        Save
      </Button>
    </>
  );
}

type NoHandlerProps = { title: string; description: ReactNode; onWrite: () => void };

function NoHandler({ title, description, onWrite }: NoHandlerProps) {
  return (
    <Card title={title} description={description}>
      <EmptyState
        icon={<CodeXml aria-hidden />}
        title="No handler yet"
        action={<Button onClick={onWrite}>Write a handler</Button>}
      >
        Without one, the message is made by itself: known services read well, anything else is a short table
        or text.
      </EmptyState>
    </Card>
  );
}

function errorNamedIn(message: string): CodeError | null {
  const place = placeNamedIn(message);
  return place && { ...place, message };
}
