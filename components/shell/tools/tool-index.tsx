'use client';

import { ChevronRight } from 'lucide-react';
import { Page } from '@/components/ui/page/page';
import { PageHeader } from '@/components/ui/page/page-header';
import { Link } from '@/components/ui/text/link';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import { ModuleLock } from './module-lock';
import { tools } from './tools';

/** What each of the tools beside it is for. */
export function ToolIndex() {
  return (
    <Page>
      <PageHeader
        title="Bots & Tools"
        description="What posts into this workspace, and the keys it posts with."
      />
      <div className="divide-y overflow-hidden rounded-lg border bg-surface-raised">
        {tools.map(({ href, name, purpose, icon: Icon }) => (
          <section
            key={href}
            className="relative flex items-center gap-4 px-4 py-3.5 transition-colors duration-120 hover:bg-surface-hover"
          >
            <span className="flex size-9 shrink-0 items-center justify-center rounded border text-text-muted">
              <Icon aria-hidden className="size-4.5" />
            </span>
            <div className="min-w-0 flex-1">
              <h2 className="flex items-center gap-2 font-medium">
                {name}
                {href === TOKENS_HREF && <ModuleLock />}
              </h2>
              <p className="text-text-muted">{purpose}</p>
            </div>
            <Link
              href={href}
              aria-label={`Open ${name}`}
              className="flex size-6 items-center justify-center rounded-sm after:absolute after:inset-0 pointer-coarse:size-10"
            >
              <ChevronRight aria-hidden className="size-4 text-text-muted" />
            </Link>
          </section>
        ))}
      </div>
    </Page>
  );
}
