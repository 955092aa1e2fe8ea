'use client';

import { type Ref, useImperativeHandle, useRef } from 'react';

export type Caret = { anchor: number; head: number };

export type PlainHandle = {
  goToLine: (line: number) => void;
  focus: () => void;
  /** Null while the focus is elsewhere. */
  caret: () => Caret | null;
};

type PlainEditorProps = {
  value: string;
  onChange: (value: string) => void;
  attributes: Record<string, string>;
  autoFocus?: boolean;
  ref: Ref<PlainHandle>;
};

const MIN_LINES = 14;

/** A text field for code, until the editor is there and where its code cannot be fetched. */
export function PlainEditor({ value, onChange, attributes, autoFocus, ref }: PlainEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    goToLine: (line) => area.current && goToLine(area.current, line),
    focus: () => area.current?.focus(),
    caret: () => caretOf(area.current),
  }));
  return (
    <textarea
      ref={area}
      {...attributes}
      // biome-ignore lint/a11y/noAutofocus: only where somebody has just asked for it.
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      rows={Math.max(MIN_LINES, value.split('\n').length)}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      wrap="off"
      className="block max-h-[70vh] w-full resize-none overflow-auto whitespace-pre bg-transparent py-3 pr-4 pl-16 outline-none"
    />
  );
}

function caretOf(area: HTMLTextAreaElement | null) {
  if (!area || document.activeElement !== area) return null;
  const { selectionStart, selectionEnd, selectionDirection } = area;
  return selectionDirection === 'backward'
    ? { anchor: selectionEnd, head: selectionStart }
    : { anchor: selectionStart, head: selectionEnd };
}

function goToLine(area: HTMLTextAreaElement, line: number) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollIntoView({ block: 'nearest' });
}
