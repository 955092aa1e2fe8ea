import { cn } from '@/components/ui/cn';

/** A sentence with code in backticks. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <p className={cn('max-w-[72ch] text-pretty', className)}>
      <Code text={text} />
    </p>
  );
}

/** The same without a paragraph around it. Code that contains a backtick is fenced with two. */
export function Code({ text }: { text: string }) {
  return text.split(/(`[^`]+`)/).map((part, n) =>
    part.startsWith('`') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <code key={n} className="wrap-anywhere rounded-sm bg-surface-sunken px-1 py-0.5 text-sm">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    ),
  );
}
