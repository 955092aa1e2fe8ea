'use client';

import { type RefObject, useId, useMemo, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { editKeys } from './edit-keys';
import { type CodePart, highlight } from './highlight';

type CodeEditorProps = {
  value: string;
  onChange: (value: string) => void;
  /** Its name for screen readers. */
  label: string;
  /** From 1; marked and said to be wrong. */
  errorLine: number | null;
  /** The id of the text that says what is wrong. */
  errorId: string;
  areaRef: RefObject<HTMLTextAreaElement | null>;
};

const MIN_LINES = 14;
const colours: Record<CodePart['kind'], string | undefined> = {
  plain: undefined,
  comment: 'text-text-muted',
  string: 'text-success-text',
  keyword: 'text-accent-text',
  number: 'text-warning-text',
};

/** A monospaced text field with line numbers and colours; it grows with its code and scrolls beyond the screen. */
export function CodeEditor({ value, onChange, label, errorLine, errorId, areaRef }: CodeEditorProps) {
  const leaving = useRef(false);
  const helpId = useId();
  const lines = Math.max(MIN_LINES, value.split('\n').length);
  const parts = useMemo(() => highlight(value), [value]);
  return (
    // The ring lies over the scrolling content, whose marks would otherwise cover it.
    <div className="relative after:pointer-events-none after:absolute after:inset-0 after:z-20 has-focus-visible:after:outline-2 has-focus-visible:after:-outline-offset-2 has-focus-visible:after:outline-focus">
      <div className="max-h-[70vh] overflow-auto bg-surface-sunken font-mono text-sm pointer-coarse:text-md">
        <div className="flex w-max min-w-full py-3">
          <div
            aria-hidden
            className="sticky left-0 z-10 shrink-0 select-none border-r bg-surface-sunken pr-3 pl-4 text-right text-text-muted tabular-nums"
          >
            {Array.from({ length: lines }, (_, index) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: line numbers are their own identity.
                key={index}
                className={cn(
                  index + 1 === errorLine &&
                    '-mr-3 -ml-4 bg-danger-soft pr-3 pl-4 font-semibold text-danger-text',
                )}
              >
                {index + 1}
              </div>
            ))}
          </div>
          <div className="relative grow">
            {errorLine !== null && (
              <div
                aria-hidden
                className="absolute inset-x-0 h-[1lh] bg-danger-soft"
                style={{ top: `${errorLine - 1}lh` }}
              />
            )}
            <pre
              aria-hidden
              className="pointer-events-none relative min-h-full whitespace-pre px-4"
              style={{ minHeight: `${lines}lh` }}
            >
              {parts.map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity beyond their place.
                <span key={index} className={colours[part.kind]}>
                  {part.text}
                </span>
              ))}
              {'\n'}
            </pre>
            <textarea
              ref={areaRef}
              aria-label={label}
              aria-describedby={errorLine === null ? helpId : `${errorId} ${helpId}`}
              aria-invalid={errorLine !== null || undefined}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={editKeys(leaving)}
              onBlur={() => {
                leaving.current = false;
              }}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              wrap="off"
              className="absolute inset-0 size-full resize-none overflow-hidden whitespace-pre bg-transparent px-4 text-transparent caret-text outline-none forced-colors:text-[CanvasText]"
            />
          </div>
        </div>
      </div>
      <p id={helpId} className="sr-only">
        Tab indents. Press Escape, then Tab, to leave the editor.
      </p>
    </div>
  );
}
