'use client';

import { ChevronRight } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import { ModuleLock } from './module-lock';
import { tools } from './tools';

/** The tools of Bots & Tools, one line each. */
export function ToolIndex() {
  return (
    <Page>
      <PageHeader
        title="Bots & Tools"
        description="What posts into this workspace, and the keys it posts with."
      />
      <ul className="divide-y overflow-hidden rounded-lg border bg-surface-raised">
        {tools.map(({ href, name, purpose, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              className="flex items-center gap-4 px-4 py-3.5 transition-colors duration-120 hover:bg-surface-hover focus-visible:-outline-offset-2"
            >
              <span className="flex size-9 shrink-0 items-center justify-center rounded border text-text-muted">
                <Icon aria-hidden className="size-4.5" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-2 font-medium">
                  {name}
                  {href === TOKENS_HREF && <ModuleLock />}
                </span>
                <span className="block text-text-muted">{purpose}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
