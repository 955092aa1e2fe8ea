'use client';

import { Search } from 'lucide-react';
import { type Ref, useId, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { Editor } from './create-editor';
import type { CodeError } from './marks';
import { type Caret, PlainEditor, type PlainHandle } from './plain-editor';
import { type Create, useEditorCode } from './use-editor-code';

export type EditorHandle = { goToLine: (line: number) => void; focus: () => void };

type CodeEditorProps = {
  value: string;
  onChange: (value: string) => void;
  /** Its name for screen readers. */
  label: string;
  error: CodeError | null;
  /** The id of the text that says what is wrong. */
  errorId: string;
  /** It has the focus as it comes. */
  autoFocus?: boolean;
  ref: Ref<EditorHandle>;
};

/**
 * A field for code. The server draws a plain text field; the editor takes its place and its caret when the editor's code
 * has arrived. If that code does not arrive, the field stays, says so, and offers to ask again.
 */
export function CodeEditor({ value, onChange, label, error, errorId, autoFocus, ref }: CodeEditorProps) {
  const plain = useRef<PlainHandle>(null);
  const editor = useRef<Editor>(null);
  const helpId = useId();
  const retry = useRef<HTMLButtonElement>(null);
  const { create, state, fetchAgain } = useEditorCode(() => {
    const wasAsked = retry.current !== null && retry.current === document.activeElement;
    return plain.current?.caret() ?? (wasAsked ? { anchor: 0, head: 0 } : null);
  });
  useImperativeHandle(ref, () => ({
    goToLine: (line) => (editor.current ?? plain.current)?.goToLine(line),
    focus: () => (editor.current ?? plain.current)?.focus(),
  }));

  const attributes: Record<string, string> = {
    'aria-label': label,
    'aria-describedby': error === null ? helpId : `${errorId} ${helpId}`,
    ...(error !== null && { 'aria-invalid': 'true' }),
  };
  return (
    <>
      {/* The ring lies over the scrolling content, whose marks would otherwise cover it. */}
      <div className="relative bg-surface-sunken font-mono text-sm after:pointer-events-none after:absolute after:inset-0 after:z-20 has-focus-visible:after:outline-2 has-focus-visible:after:-outline-offset-2 has-focus-visible:after:outline-focus pointer-coarse:text-md">
        {create ? (
          <Mounted {...create} {...{ value, onChange, attributes, error, editor }} />
        ) : (
          <PlainEditor
            value={value}
            onChange={onChange}
            attributes={attributes}
            autoFocus={autoFocus}
            ref={plain}
          />
        )}
      </div>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t px-5 py-1.5 text-sm text-text-muted">
        <p id={helpId}>
          {create
            ? 'Tab indents. Esc, then Tab leaves the editor. Ctrl+F or ⌘F searches.'
            : 'Tab leaves the editor.'}
        </p>
        <p role="status" className="text-warning-text empty:hidden">
          {state === 'failed' && 'The full editor could not be loaded. This plain field works as well.'}
        </p>
        {!create && state !== 'first' && (
          <Button ref={retry} size="sm" pending={state === 'again'} onClick={fetchAgain}>
            Load the full editor
          </Button>
        )}
        {create && (
          <Button
            size="sm"
            variant="quiet"
            icon={<Search aria-hidden className="size-3.5" />}
            onClick={() => editor.current?.find()}
          >
            Find
          </Button>
        )}
      </div>
    </>
  );
}

type MountedProps = {
  create: Create;
  caret: Caret | null;
  value: string;
  onChange: (value: string) => void;
  attributes: Record<string, string>;
  error: CodeError | null;
  editor: { current: Editor | null };
};

function Mounted({ create, caret, value, onChange, attributes, error, editor }: MountedProps) {
  const parent = useRef<HTMLDivElement>(null);
  const latest = useRef({ value, onChange });
  useLayoutEffect(() => {
    latest.current = { value, onChange };
  });
  useLayoutEffect(() => {
    if (!parent.current) return;
    const made = create({
      parent: parent.current,
      code: latest.current.value,
      selection: caret,
      onChange: (code) => latest.current.onChange(code),
    });
    editor.current = made;
    if (caret) made.focus();
    return () => {
      made.destroy();
      editor.current = null;
    };
  }, [create, caret, editor]);
  useLayoutEffect(() => editor.current?.replace(value), [editor, value]);
  const described = JSON.stringify(attributes);
  useLayoutEffect(() => editor.current?.describe(JSON.parse(described)), [editor, described]);
  useLayoutEffect(() => editor.current?.mark(error), [editor, error]);
  return <div ref={parent} />;
}
