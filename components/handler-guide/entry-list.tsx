import { Code } from '@/components/api-reference/prose';
import type { ReferenceEntry } from '@/lib/handlers/reference';

/** Names with how they are written and what they are for; a table where there is room, else a list. */
export function EntryList({ entries }: { entries: readonly ReferenceEntry[] }) {
  return (
    <dl className="divide-y rounded border">
      {entries.map(({ name, signature, text }) => (
        <div key={name} className="grid gap-x-6 gap-y-1 px-3 py-2.5 sm:grid-cols-[minmax(0,17rem)_1fr]">
          <dt className="min-w-0">
            <code className="wrap-anywhere font-medium text-sm">{name}</code>
            <span className="wrap-anywhere block font-mono text-text-muted text-xs">{signature}</span>
          </dt>
          <dd className="text-pretty">
            <Code text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
