import type { SchemaRow } from '@/lib/openapi/schema-rows';
import { Code } from './prose';

/** Members of a schema: name and type beside what they mean; below each other on a phone. */
export function SchemaTable({ label, rows }: { label: string; rows: readonly SchemaRow[] }) {
  return (
    <dl aria-label={label} className="rounded-lg border bg-surface-raised">
      {rows.map(({ path, required, type, leadsTo, description }) => (
        <div
          key={path}
          className="border-b px-4 py-2.5 last:border-b-0 sm:grid sm:grid-cols-[13rem_1fr] sm:gap-4"
        >
          <dt className="wrap-anywhere font-mono text-sm">
            {path}
            {required && <span className="ml-1.5 font-sans text-text-muted text-xs">required</span>}
          </dt>
          <dd className="min-w-0">
            <span className="text-sm text-text-muted">
              <Code text={type} />
              {leadsTo && (
                <>
                  {', '}
                  <a href={`#schema-${leadsTo}`} className="text-accent-text underline underline-offset-2">
                    its members
                  </a>
                </>
              )}
            </span>
            {description && (
              <span className="block max-w-[72ch]">
                <Code text={description} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
