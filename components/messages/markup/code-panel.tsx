import { CodeBlock } from '@/components/ui/text/code-block';
import { CopyButton } from '@/components/ui/text/copy-button';

/** A block of code in a message; Copy appears on hover and focus, so that short blocks stay short. */
export function CodePanel({ code }: { code: string }) {
  return (
    <div className="group/code relative w-fit min-w-48 max-w-full">
      <CodeBlock code={code} copyable={false} className="[&>pre]:pr-11 pointer-coarse:[&>pre]:py-3.5" />
      <div className="absolute top-1 right-1 rounded-sm pointer-coarse:top-px pointer-coarse:right-px bg-surface-sunken opacity-0 transition-opacity duration-120 focus-within:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100">
        <CopyButton value={code} label="Copy code" />
      </div>
    </div>
  );
}
