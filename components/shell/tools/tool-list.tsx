'use client';

import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/text/link';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import { ModuleLock } from './module-lock';
import { tools } from './tools';

/**
 * Scrolls the current tool into view, since the strip of a narrow window may hide it. It waits for the next frame, which lays the
 * page out anyway; scrolling at once would cost a layout of its own.
 */
function showInStrip(item: HTMLLIElement) {
  const frame = requestAnimationFrame(() => item.scrollIntoView({ inline: 'center', block: 'nearest' }));
  return () => cancelAnimationFrame(frame);
}

/** The second column of Bots & Tools; a strip above the page where the window is narrow. */
export function ToolList() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Bots & Tools"
      className="shrink-0 border-b xl:sticky xl:top-0 xl:h-dvh xl:w-60 xl:overflow-y-auto xl:border-r xl:border-b-0"
    >
      <h2 className="hidden h-13 items-center px-5 font-semibold xl:flex">Bots & Tools</h2>
      <ul className="relative flex gap-1 overflow-x-auto px-2 py-2 xl:flex-col xl:px-2.5 xl:pt-1">
        {tools.map(({ href, name, line, icon: Icon }) => {
          const current = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href} ref={current ? showInStrip : undefined} className="shrink-0 xl:shrink">
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'flex items-center gap-2.5 rounded-sm px-2.5 py-2 transition-colors duration-120 focus-visible:-outline-offset-2 pointer-coarse:min-h-10 xl:items-start',
                  current ? 'bg-accent-soft text-accent-text' : 'hover:bg-surface-hover',
                )}
              >
                <Icon
                  aria-hidden
                  className={cn('size-4 shrink-0 xl:mt-0.5', !current && 'text-text-muted')}
                />
                <span className="min-w-0 flex-1">
                  <span className="flex items-center justify-between gap-2 whitespace-nowrap font-medium">
                    {name}
                    {href === TOKENS_HREF && <ModuleLock stripped />}
                  </span>
                  <span
                    className={cn('mt-0.5 hidden truncate text-xs xl:block', !current && 'text-text-muted')}
                  >
                    {line}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
