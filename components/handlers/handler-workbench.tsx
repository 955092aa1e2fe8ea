'use client';

import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { Link } from '@/components/ui/text/link';
import { DraftNotice } from '@/components/unsaved/draft-notice';
import { HANDLER_GUIDE_PATH } from '@/lib/guide-paths';
import type { TestRun } from '@/lib/handlers/dto';
import type { HandlerFailures } from '@/lib/handlers/failures/dto';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import type { HandlerTest } from '@/lib/handlers/schema';
import { HANDLER_TEMPLATE } from '@/lib/handlers/template';
import { CodeEditor, type EditorHandle } from './editor/code-editor';
import { LiveFailures } from './failures/live-failures';
import { HandlerActions } from './handler-actions';
import { NoHandler } from './no-handler';
import { TrialPanel } from './trial/trial-panel';
import { useHandlerDraft } from './use-handler-draft';

type HandlerWorkbenchProps = {
  /** Names the handler among all drafts of this browser. */
  draftOf: string;
  /** The feed of the bot or extension. */
  feedId: number;
  title: string;
  description: ReactNode;
  /** What is saved; null: there is no handler. */
  savedCode: string | null;
  /** The queries that a save is seen in. */
  queryKey: QueryKey;
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
  queryKey,
  save,
  savedText,
  removalText,
  runTest,
  fetchCalls,
  failures,
}: HandlerWorkbenchProps) {
  const code = useHandlerDraft({ draftOf, savedCode, queryKey, save, savedText });
  const { draft, changed, saving } = code;
  const [removing, setRemoving] = useState(false);
  /** Somebody has just asked for code to write in: it has the focus as it comes. */
  const [isBegun, setBegun] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const errorId = useId();

  const draftNotice = (
    <DraftNotice
      what="handler"
      notice={code.notice}
      passFocus={() => {
        setBegun(true);
        if (editor.current) editor.current.focus();
        else focusPageHeading();
      }}
    />
  );
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
        {draftNotice}
        {liveFailures}
        <NoHandler
          title={title}
          description={description}
          onWrite={() => {
            setBegun(true);
            code.edit(HANDLER_TEMPLATE);
          }}
        />
      </>
    );
  }
  return (
    <>
      {draftNotice}
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
            onDiscard={code.discard}
            onRemove={() => setRemoving(true)}
            onSave={code.store}
          />
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button above. */}
        <div
          onKeyDown={(event) => {
            if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            if (!event.repeat) code.store();
          }}
        >
          <CodeEditor
            value={draft}
            onChange={code.edit}
            label={`${title}, code`}
            error={code.error}
            errorId={errorId}
            autoFocus={isBegun}
            ref={editor}
          />
        </div>
        {/* A save whose answer was lost may have been made: then there is no problem. */}
        <HandlerFoot errorId={errorId} problem={changed ? saving.error?.message : undefined} />
      </Card>
      <TrialPanel
        of={draftOf}
        code={draft}
        runTest={runTest}
        fetchCalls={fetchCalls}
        onError={code.setError}
        onGoToLine={(line) => editor.current?.goToLine(line)}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title="Remove the handler?"
        description={removalText}
        confirmLabel="Remove handler"
        onConfirm={() => code.remove(() => setRemoving(false))}
        pending={saving.isPending}
        error={saving.error?.message}
      />
    </>
  );
}

function HandlerFoot({ errorId, problem }: { errorId: string; problem: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t px-5 py-2.5 text-sm text-text-muted">
      <p id={errorId} role="status" className="wrap-anywhere text-danger-text empty:hidden">
        {problem}
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
  );
}
