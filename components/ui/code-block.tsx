'use client';

import { cn } from './cn';
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
        // Scrolls sideways, so the keyboard must reach it.
        tabIndex={wrap ? undefined : 0}
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
