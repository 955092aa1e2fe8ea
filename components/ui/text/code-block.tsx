'use client';

import { cn } from '../cn';
import { CopyButton } from './copy-button';

type CodeBlockProps = {
  code: string;
  /** What it is, shown small above it: "JSON", "curl". */
  language?: string;
  copyable?: boolean;
  /** What Copy copies, when it is not what is shown. */
  getValue?: () => Promise<string>;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  className?: string;
};

/** Text for machines, in monospace. */
export function CodeBlock({ code, language, copyable = true, getValue, wrap, className }: CodeBlockProps) {
  const name = language ?? 'code';
  return (
    <div className={cn('overflow-hidden rounded border bg-surface-sunken', className)}>
      {(language || copyable) && (
        <div className="flex h-8 items-center justify-between border-b pr-1 pl-3 text-text-muted text-xs">
          <span>{language}</span>
          {copyable &&
            (getValue ? (
              <CopyButton label={`Copy ${name}`} getValue={getValue} />
            ) : (
              <CopyButton label={`Copy ${name}`} value={code} />
            ))}
        </div>
      )}
      <pre
        // What scrolls, sideways or down, the keyboard must reach.
        tabIndex={wrap && !isTall(code) ? undefined : 0}
        className={cn(
          'max-h-96 overflow-auto px-3 py-2.5 font-mono text-xs focus-visible:-outline-offset-2',
          wrap && 'wrap-anywhere whitespace-pre-wrap',
        )}
      >
        <code>{code}</code>
      </pre>
    </div>
  );
}

/** Whether it may be higher than the box, broken into lines as narrow as on a phone. */
function isTall(code: string): boolean {
  const lines = code.split('\n').map((line) => Math.max(1, Math.ceil(line.length / 40)));
  return lines.reduce((sum, count) => sum + count, 0) > 20;
}
